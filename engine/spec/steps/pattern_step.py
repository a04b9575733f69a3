"""A pattern in place of steps."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step

PatternValues = tuple[tuple[str, str], ...]


@shape("pattern")
class PatternStep(Step):
    """One of the forms of a pattern, chosen by the names of its values; `otherwise` is for what else may happen."""

    pattern: str = slots.name()
    with_: PatternValues = slots.mapping_of(slots.NameSlot(), slots.TextSlot(), "with")
    otherwise: PatternValues = slots.mapping_of(slots.NameSlot(), slots.TextSlot(), default=())
    note: str | None = slots.text(default=None)

    @property
    def values(self) -> dict[str, str]:
        """All values by name."""
        return dict((*self.with_, *self.otherwise))
