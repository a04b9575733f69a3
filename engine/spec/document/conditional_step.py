"""Conditions of steps: an IF around one plain step is that step with `when`, and EXISTS is a key of its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import Any, Final, cast

from pglast.parser import ParseError, scan

from engine.spec.shapes.shape import SHAPES
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.step import Step

WHEN: Final = "when"
EXISTS_KEYS: Final = {"if_exists": "EXISTS (", "unless_exists": "NOT EXISTS ("}
"""The keys that hold the query of EXISTS, and what is before it in the condition."""

CONDITION_KEYS: Final = frozenset({WHEN, *EXISTS_KEYS})
CONDITIONAL_KINDS: Final = frozenset(
    {
        "call", "delete", "execute", "execute_format", "execute_text", "insert", "perform", "query", "raise", "return",
        "return_next", "return_query", "set", "sql", "update",
    }
)  # fmt: skip
"""Kinds that hold no other steps and have no `when` of their own."""


def step_under_condition(step: object) -> Step | None:
    """Return the one plain step that an IF holds, if the IF can be written as that step with `when`."""
    match step:
        case IfStep(then=(inner,), elseif=(), otherwise=None):
            plain = SHAPES[type(inner)].kind in CONDITIONAL_KINDS and inner.note is None
            if plain:
                return inner
            return None
    return None


def under_condition(step: Step, condition: str) -> IfStep:
    """Return the IF of a step with `when`; it takes over the note of the step."""
    return IfStep(condition=condition, note=step.note, then=(replace(cast(Any, step), note=None),))


def condition_entry(condition: str) -> tuple[str, str]:
    """Return the key and the text of a condition: the query of EXISTS under its own key, anything else under `when`."""
    for key, head in EXISTS_KEYS.items():
        if condition.startswith(head) and _is_one_query(condition.removeprefix(head)):
            return key, condition.removeprefix(head)[:-1]
    return WHEN, condition


def condition_from_entry(key: str, text: str) -> str:
    """Return the condition that a key and its text express."""
    if key == WHEN:
        return text
    return f"{EXISTS_KEYS[key]}{text})"


def _is_one_query(text: str) -> bool:
    """Return whether a text is a query and the parenthesis that closes it, without a comment before that."""
    query = text[:-1]
    try:
        tokens = scan(query)
    except (ParseError, UnicodeEncodeError):
        return False
    depths = list(accumulate((token.name == "ASCII_40") - (token.name == "ASCII_41") for token in tokens))
    return (
        text.endswith(")")
        and bool(depths)
        and min(depths) == 0 == depths[-1]
        and not tokens[-1].name.endswith("COMMENT")
    )
