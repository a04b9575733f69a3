"""An IF around one plain step, which is written as that step with `when`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, cast

from engine.spec.shapes.shape import SHAPES
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.step import Step

WHEN: Final = "when"
CONDITIONAL_KINDS: Final = frozenset(
    {
        "call", "delete", "execute", "insert", "perform", "query", "raise", "return", "return_next", "return_query",
        "set", "sql", "update",
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
