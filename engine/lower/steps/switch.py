"""CASE as a statement."""

from engine.lower.page import Page
from engine.lower.sql_text import listed
from engine.lower.step import lower_inner, lower_step
from engine.spec.steps.switch import Case, Switch


@lower_step.register
def lower_switch(step: Switch, page: Page) -> None:
    """`CASE [expression] WHEN … THEN … [ELSE …] END CASE;`."""
    page.add("CASE" if step.expression is None else f"CASE {step.expression}")
    with page.indented():
        for case in step.cases:
            _write_case(case, page)
        if step.default is not None:
            page.add("ELSE")
            lower_inner(step.default, page)
    page.add("END CASE;")


def _write_case(case: Case, page: Page) -> None:
    page.note(case.note)
    page.open_with("WHEN", listed(case.when), "THEN")
    lower_inner(case.then, page)
