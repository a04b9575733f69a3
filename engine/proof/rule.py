"""A rule: a named difference that a proof may ignore, for the reason that its module gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from engine.plpgsql.tree import Token
from engine.proof.parse_tree import Node
from engine.proof.routine import Routine

Tokens = Sequence[Token]
Claim = Callable[[Tokens, int], bool]


def word_at(tokens: Tokens, at: int) -> str:
    """Return the word of a token; empty before the first and after the last."""
    if 0 <= at < len(tokens):
        return tokens[at].word
    return ""


def claims_nothing(tokens: Tokens, at: int) -> bool:  # noqa: ARG001 - the shape of every claim
    """The claim of a rule that ignores no token."""
    return False


@dataclass(frozen=True, slots=True)
class Rule:
    """Each part is for one stage; `revision` grows whenever the rule ignores more or other things.

    A routine that has one of the words `unless` anywhere goes without the rule.
    `claims` names tokens that only one of the texts may have; `respell` gives equal spellings one form;
    `parsed` rewrites nodes of PostgreSQL's parser, `options` the attributes of a header, `statement` nodes of a body.
    """

    name: str
    note: str
    revision: int = 1
    unless: tuple[str, ...] = ()
    claims: Claim = claims_nothing
    respell: Callable[[str], str] | None = None
    parsed: Callable[[Node], Node] | None = None
    options: Callable[[list[Node], Routine], list[Node]] | None = None
    statement: Callable[[Any], Any] | None = None
