"""Layout of mappings whose kind key determines their shape."""

from __future__ import annotations

from functools import cache

from engine.spec.document.conditional_step import WHEN, condition_entry, step_under_condition
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
        self.branches = cache(lambda: RecordLayout(SHAPES[IfStep].without("if"), find))

    def flow(self, value: Value) -> str | None:
        return self.layout(type(value)).flow(value)

    def block(self, page: SpecPage, value: Value, head: str, indent: int, path: SpecPath) -> None:
        inner = step_under_condition(value)
        if inner is not None:
            self._conditional(page, value, inner, head, indent, path)
        elif not self._about_existence(page, value, head, indent, path):
            self.layout(type(value)).block(page, value, head, indent, path)

    def _conditional(self, page: SpecPage, step: IfStep, inner: Step, head: str, indent: int, path: SpecPath) -> None:
        first, place = len(page.lines), (*path, "then", 0)
        self.layout(type(inner)).block(page, inner, head, indent, place)
        page.marks.append((place, first, indent, len(page.lines) - 1, len(page.lines[-1])))
        pad = " " * indent
        key, text = condition_entry(step.condition)
        _TEXT.block(page, text, f"{pad}{key}:", indent + 2, path)
        if step.note is not None:
            _TEXT.block(page, step.note, f"{pad}note:", indent + 2, path)

    def _about_existence(self, page: SpecPage, value: Value, head: str, indent: int, path: SpecPath) -> bool:
        """Write an IF about EXISTS with the query as its first key; return whether it is one."""
        if type(value) is not IfStep:
            return False
        key, query = condition_entry(value.condition)
        if key == WHEN:
            return False
        _TEXT.block(page, query, f"{head} {key}:", indent + 2, path)
        self.branches().entries(page, value, indent, path)
        return True
