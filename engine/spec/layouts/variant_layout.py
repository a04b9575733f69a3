"""Layout of mappings whose kind key determines their shape."""

from __future__ import annotations

from functools import cache

from engine.spec.document.conditional_step import WHEN, step_under_condition
from engine.spec.layouts.record_layout import FindLayout, RecordLayout
from engine.spec.layouts.scalar_layout import ScalarLayout
from engine.spec.layouts.spec_page import SpecPage, Value
from engine.spec.shapes.shape import SHAPES
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.step import Step
from engine.spec.written_spec import SpecPath

_TEXT = ScalarLayout()


class VariantLayout:
    """A mapping whose shape is the value's own; an IF around one plain step is that step with `when`."""

    def __init__(self, find: FindLayout) -> None:
        self.layout = cache(lambda made: RecordLayout(SHAPES[made], find))

    def flow(self, value: Value) -> str | None:
        return self.layout(type(value)).flow(value)

    def block(self, page: SpecPage, value: Value, head: str, indent: int, path: SpecPath) -> None:
        inner = step_under_condition(value)
        if inner is None:
            self.layout(type(value)).block(page, value, head, indent, path)
        else:
            self._conditional(page, value, inner, head, indent, path)

    def _conditional(self, page: SpecPage, step: IfStep, inner: Step, head: str, indent: int, path: SpecPath) -> None:
        first, place = len(page.lines), (*path, "then", 0)
        self.layout(type(inner)).block(page, inner, head, indent, place)
        page.marks.append((place, first, indent, len(page.lines) - 1, len(page.lines[-1])))
        pad = " " * indent
        _TEXT.block(page, step.condition, f"{pad}{WHEN}:", indent + 2, path)
        if step.note is not None:
            _TEXT.block(page, step.note, f"{pad}note:", indent + 2, path)
