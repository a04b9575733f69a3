"""IF."""

from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters, lower_inner
from engine.spec.steps.if_ import IfStep


def lower_if(step: IfStep, page: SqlPage) -> None:
    """`IF … THEN … ELSIF … ELSE … END IF;`."""
    page.open_with("IF", step.condition, "THEN")
    lower_inner(step.then, page)
    for arm in step.elseif:
        page.note(arm.note)
        page.open_with("ELSIF", arm.when, "THEN")
        lower_inner(arm.then, page)
    if step.otherwise is not None:
        page.add("ELSE")
        lower_inner(step.otherwise, page)
    page.add("END IF;")


WRITERS: StepWriters = {IfStep: lower_if}
