"""`NULL;` does nothing and may be left out; so may an ELSE of an IF that has nothing else.

Sound: the statement changes no variable, not even FOUND, and every list of statements may be empty. Only the ELSE of a
CASE does something without any statement: it keeps the CASE from failing. So that one stays.
"""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from engine.plpgsql.tree import If, Null
from engine.proof.rule import Rule, Tokens, word_at


def without_null(node: Any) -> Any:  # noqa: ANN401 - any node of a tree
    """A node without the NULL statements among its own."""
    if not is_dataclass(node) or isinstance(node, type):
        return node
    found = {part.name: getattr(node, part.name) for part in fields(node)}
    kept: dict[str, Any] = {
        name: tuple(step for step in value if not isinstance(step, Null))
        for name, value in found.items()
        if isinstance(value, tuple) and any(isinstance(step, Null) for step in value)
    }
    if isinstance(node, If) and kept.get("otherwise", node.otherwise) == ():
        kept["otherwise"] = None
    if kept:
        return replace(node, **kept)
    return node


def claims(tokens: Tokens, at: int) -> bool:
    """NULL and its semicolon, or an ELSE before them or before END."""
    word, before, after = tokens[at].word, word_at(tokens, at - 1), word_at(tokens, at + 1)
    return (
        (word, after) == ("null", ";")
        or (before, word) == ("null", ";")
        or (word == "else" and after in {"null", "end"})
    )


RULE = Rule("null_step", __doc__, claims=claims, statement=without_null)
