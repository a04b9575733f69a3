"""Write a query tree as text."""

from store.inbox.fields import FIELDS
from store.inbox.tokens import RESERVED, SPECIAL
from store.inbox.tree import And, Compare, FlagTerm, Node, Not, Or, WordTerm


def query_to_text(node: Node) -> str:
    """Return a query that means the tree."""
    match node:
        case Compare(field, operator, values):
            return f"{field}{operator}{','.join(map(_value, values))}"
        case WordTerm(word):
            if word.lower() in FIELDS:
                return _quoted(word)
            return _value(word)
        case FlagTerm(field):
            return field
        case Not(part):
            return f"not {_part(part)}"
        case And(parts):
            return " and ".join(map(_part, parts))
        case Or(parts):
            return " or ".join(map(_part, parts))


def _part(node: Node) -> str:
    text = query_to_text(node)
    if isinstance(node, And | Or):
        return f"({text})"
    return text


def _value(value: str) -> str:
    plain = value and not SPECIAL.search(value) and value.lower() not in RESERVED
    if plain:
        return value
    return _quoted(value)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
