"""Suggestions for common mistakes in queries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise

from store.inbox.fields import FIELDS, FieldType, QueryField
from store.inbox.query_error import QueryError
from store.inbox.tokens import RESERVED, SPECIAL, QueryToken, tokens
from store.inbox.tree import And, Node, Not, Or, WordTerm

OPERATORS: Mapping[str, str] = {
    "==": "=",
    "=:": ":",
    ":=": "=",
    "=~": "~",
    "~=": "~",
    "=<": "<=",
    "=>": ">=",
    "<>": "!=",
    "=!": "!=",
}
"""Comparisons of other languages, and ours that say the same."""
NAMES: Mapping[str, str] = {
    "assigned": "asked",
    "assignee": "asked",
    "file": "source",
    "path": "source",
    "reviewer": "asked",
    "status": "state",
    "type": "kind",
}
"""What others call our fields."""
_OWNERS: Mapping[str, QueryField] = {value: field for field in FIELDS.values() for value in field.values}
_USES = {
    FieldType.TEXT: "{} : part",
    FieldType.NUMBER: "{} > 0",
    FieldType.SHARE: "{} < 90%",
    FieldType.FLAG: "{}",
    FieldType.TIME: "{} > 2h",
    FieldType.WORDS: "{} = word",
    FieldType.PEOPLE: "{} = me",
}
_CLOSE = 0.85  # stricter than for a field: a single word is most likely part of a name


def explain_value(word: str) -> str | None:
    """Return the field that a word is a value of, and how to ask for it; None if there is none."""
    owner, flag = _OWNERS.get(word.lower()), FIELDS.get(word.lower())
    if owner is not None:
        return f"`{word}` is a {owner.name}: {owner.name} = {_written(word)}."
    if flag is not None and flag.type is FieldType.FLAG:
        return f"`{word}` needs no value: {flag.name}, or not {flag.name}."
    return None


def suggest_field(name: str) -> str | None:
    """Suggest the field that may have been meant by an unknown name."""
    near = NAMES.get(name) or next(iter(get_close_matches(name, FIELDS, 1)), None)
    return near and f"Did you mean {near}?"


def find_usual_operator(operator: QueryToken, following: QueryToken) -> str | None:
    """Return our operator for one of another language, which was read as two of ours."""
    joined = following.kind == "operator" and following.position == operator.position + len(operator.text)
    if not joined:
        return None
    return OPERATORS.get(operator.text + following.text)


def suggest(where: str, tree: Node | None) -> str:
    """Return what may have been meant by a query that finds nothing; empty if nothing looks odd."""
    words, known = list(_words(tree)), list(tokens(where))
    hints = (_of_several(words), *map(_of_word, words), _of_parentheses(known), _of_blanks(known))
    return next(filter(None, hints), "")


def _words(node: Node | None) -> Iterator[str]:
    match node:
        case WordTerm(text):
            yield text
        case Not(part):
            yield from _words(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _words(part)


def _of_several(words: Iterable[str]) -> str | None:
    text = f" {' '.join(words)} ".lower()
    return next((explain_value(value) for value in _OWNERS if " " in value and f" {value} " in text), None)


def _of_word(word: str) -> str | None:
    if hint := explain_value(word):
        return hint
    if field := FIELDS.get(word.lower()):
        return f"`{word}` is a field, and alone it is searched in names: {_USES[field.type].format(field.name)}."
    if _is_comparison(word):
        return f"In quotes `{word}` is searched in names; without the quotes it compares."
    if close := get_close_matches(word.lower(), _OWNERS, 1, _CLOSE):
        return f"Did you mean {_OWNERS[close[0]].name} = {_written(close[0])}?"
    return None


def _is_comparison(text: str) -> bool:
    try:
        first, operator, *_ = tokens(text)
    except (QueryError, ValueError):
        return False
    return first.text.lower() in FIELDS and operator.kind == "operator"


def _of_parentheses(known: Sequence[QueryToken]) -> str | None:
    """A name with its argument types ends at the parenthesis, which starts a group."""
    for before, sign in pairwise(known):
        touches = (sign.kind, sign.text, sign.position) == ("sign", "(", before.position + len(before.text))
        if touches and _is_plain(before):
            return f'Put a name with parentheses in quotes: name = "{before.text}(integer)".'
    return None


def _of_blanks(known: Sequence[QueryToken]) -> str | None:
    """A value ends at a space: the rest is searched for in names."""
    for name, operator, value, rest, after in zip(*(known[at:] for at in range(5)), strict=False):
        field = FIELDS.get(name.text.lower())
        compared = field is not None and field.type is FieldType.TEXT and operator.kind == "operator"
        loose = _is_plain(rest) and rest.text.lower() not in FIELDS and after.kind != "operator"
        if compared and loose and _is_plain(value):
            written = f'{name.text} {operator.text} "{value.text} {rest.text}"'
            return f"Put a value with a space in quotes: {written}."
    return None


def _is_plain(token: QueryToken) -> bool:
    return token.kind == "word" and token.text.lower() not in RESERVED


def _written(value: str) -> str:
    small = value.lower()
    if SPECIAL.search(small):
        return f'"{small}"'
    return small
