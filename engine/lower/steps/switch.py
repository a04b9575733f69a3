"""CASE as a statement."""

from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import comma_separated
from engine.lower.step import StepWriters, lower_inner
from engine.spec.steps.switch import SwitchCase, SwitchStep


def lower_switch(step: SwitchStep, page: SqlPage) -> None:
    """`CASE [expression] WHEN … THEN … [ELSE …] END CASE;`."""
    page.add(f"CASE {step.expression or ''}".rstrip(" "))
    with page.indented():
        for case in step.cases:
            _write_case(case, page)
        if step.default is not None:
            page.add("ELSE")
            lower_inner(step.default, page)
    page.add("END CASE;")


def _write_case(case: SwitchCase, page: SqlPage) -> None:
    page.note(case.note)
    page.open_with("WHEN", comma_separated(case.when), "THEN")
    lower_inner(case.then, page)


WRITERS: StepWriters = {SwitchStep: lower_switch}
