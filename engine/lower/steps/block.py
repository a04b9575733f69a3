"""Blocks, with and without handlers."""

from engine.lower.declarations import lower_declarations
from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters, lower_inner
from engine.spec.document.declarations import Declaration
from engine.spec.steps.block import BlockStep
from engine.spec.steps.exception_handling import ExceptionHandlingStep
from engine.spec.steps.handler import CatchHandler
from engine.spec.steps.step import Steps


def lower_block(step: BlockStep, page: SqlPage) -> None:
    """`DECLARE … BEGIN … END;`."""
    write_block(page, step.label, step.declare, step.steps, ())


def lower_exception_handling(step: ExceptionHandlingStep, page: SqlPage) -> None:
    """`DECLARE … BEGIN … EXCEPTION WHEN … END;`."""
    write_block(page, step.label, step.declare, step.try_, step.catch)


def write_block(
    page: SqlPage, label: str | None, declare: tuple[Declaration, ...], steps: Steps, catch: tuple[CatchHandler, ...]
) -> None:
    """A whole block, a body's outermost one too."""
    page.label(label)
    lower_declarations(declare, page)
    page.add("BEGIN")
    lower_inner(steps, page)
    if catch:
        page.add("EXCEPTION")
        with page.indented():
            for handler in catch:
                _write_handler(handler, page)
    page.add("END;")


def _write_handler(handler: CatchHandler, page: SqlPage) -> None:
    page.note(handler.note)
    page.add(f"WHEN {' OR '.join(condition_text(condition) for condition in handler.when)} THEN")
    lower_inner(handler.then, page)


def condition_text(condition: str) -> str:
    """A condition's name, or `SQLSTATE 'code'` for what the spec writes without quotes."""
    word, _, code = condition.partition(" ")
    if not code or word.upper() != "SQLSTATE":
        return condition
    return f"SQLSTATE '{code}'"


WRITERS: StepWriters = {BlockStep: lower_block, ExceptionHandlingStep: lower_exception_handling}
