"""All forms of all patterns, and the one that a step's values fill."""

from functools import cache

from engine.discovery import discover
from engine.lower.error import LowerError
from engine.lower.fold_form import FoldForm
from engine.spec.steps.pattern_step import PatternStep


@cache
def all_forms() -> tuple[FoldForm, ...]:
    """Return every form of every pattern."""
    return tuple(form for forms in discover("engine.lower.folds", "FORMS", tuple) for form in forms)


def expand_step(step: PatternStep) -> str:
    """Return the SQL of a step."""
    return _form(step.pattern, frozenset(step.values)).expand(step.values)


def _form(pattern: str, names: frozenset[str]) -> FoldForm:
    """Return the form that values with these names fill; raise LowerError where there is none."""
    known = [form for form in all_forms() if form.pattern == pattern]
    if not known:
        patterns = ", ".join(sorted({form.pattern for form in all_forms()}))
        raise LowerError(f"The pattern {pattern} cannot replace steps.", f"Those that do: {patterns}.")
    for form in known:
        if form.accepts(names):
            return form
    nearest = min(known, key=lambda form: len(form.needed ^ names))
    hint = f"The nearest form has {', '.join(nearest.holes)}."
    raise LowerError(f"No form of {pattern} has the values {', '.join(sorted(names))}.", hint)
