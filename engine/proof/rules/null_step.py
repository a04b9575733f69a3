"""`NULL;` does nothing and may be left out; so may an ELSE of an IF that has nothing else.

Sound: the statement changes no variable, not even FOUND, and every list of statements may be empty. Only the ELSE of a
CASE does something without any statement: it keeps the CASE from failing. So that one stays.
"""

from dataclasses import replace
from typing import Any

from engine.plpgsql.tree import (
    Block,
    Case,
    CaseWhen,
    Elsif,
    ForCursor,
    Foreach,
    ForQuery,
    ForRange,
    Handler,
    If,
    Loop,
    Null,
    While,
)
from engine.proof.rule import Rule, Tokens, word_at

_LISTS: dict[type, tuple[str, ...]] = {
    **dict.fromkeys((Block, CaseWhen, Elsif, Handler, Loop, While, ForCursor, Foreach, ForQuery, ForRange), ("steps",)),
    If: ("then", "otherwise"),
    Case: ("otherwise",),
}
"""The lists of statements of every node that has one."""


def without_null(node: Any) -> Any:  # noqa: ANN401 - any node of a tree
    """A node without the NULL statements among its own."""
    kept: dict[str, Any] = {}
    for name in _LISTS.get(type(node), ()):
        steps = getattr(node, name) or ()
        if any(isinstance(step, Null) for step in steps):
            kept[name] = tuple(step for step in steps if not isinstance(step, Null))
    if isinstance(node, If) and kept.get("otherwise", node.otherwise) == ():
        kept["otherwise"] = None
    if kept:
        return replace(node, **kept)
    return node


def claims(tokens: Tokens, at: int) -> bool:
    """NULL and its semicolon, or an ELSE before them or before END."""
    word, before, after = tokens[at].word, word_at(tokens, at - 1), word_at(tokens, at + 1)
    if word == "else":
        return after in {"null", "end"}
    return (word, after) == ("null", ";") or (before, word) == ("null", ";")


RULE = Rule("null_step", __doc__, claims=claims, statement=without_null)
