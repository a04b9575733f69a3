"""GET DIAGNOSTICS."""

from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters
from engine.spec.steps.get_diagnostics import GetDiagnosticsStep


def lower_get_diagnostics(step: GetDiagnosticsStep, page: SqlPage) -> None:
    """`GET [STACKED] DIAGNOSTICS target = ITEM, …;`."""
    area = "GET STACKED DIAGNOSTICS" if step.stacked else "GET DIAGNOSTICS"
    page.end(f"{area} {', '.join(f'{target} = {item.upper()}' for target, item in step.items)}")


WRITERS: StepWriters = {GetDiagnosticsStep: lower_get_diagnostics}
