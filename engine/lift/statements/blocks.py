"""Blocks within a body, and handlers."""

from engine.lift.comment_notes import note_from_comments
from engine.lift.identifiers import plain_name
from engine.lift.lift_context import LiftContext
from engine.lift.origin import Origin, Path
from engine.lift.routines.declarations import lift_declarations
from engine.lift.statements.raise_statements import condition_text
from engine.lift.statements.statement_list import head_note, lift_steps
from engine.plpgsql import tree
from engine.spec.steps.block import BlockStep
from engine.spec.steps.exception_handling import ExceptionHandlingStep
from engine.spec.steps.handler import CatchHandler


def lift_block(lifting: LiftContext, statement: tree.Block, path: Path) -> BlockStep | ExceptionHandlingStep:
    """`block`, or `exception_handling` where handlers stand."""
    label = plain_name(statement.label) if statement.label else None
    kind = "exception_handling" if statement.handlers else "block"
    note = block_note(lifting, statement)
    declare = lift_declarations(lifting, statement.declarations, (*path, kind, "declare"))
    inner = "try" if statement.handlers else "steps"
    steps = lift_steps(lifting, statement.steps, statement.begin.end, (*path, kind, inner))
    if not statement.handlers:
        return BlockStep(label=label, note=note, declare=declare, steps=steps)
    catch = lift_handlers(lifting, statement.handlers, (*path, kind, "catch"))
    return ExceptionHandlingStep(label=label, note=note, declare=declare, try_=steps, catch=catch)


def block_note(lifting: LiftContext, block: tree.Block) -> str | None:
    """The comments around the first word of a block: before its DECLARE or BEGIN, and beside it."""
    first = lifting.index(block.span.start)
    return head_note(lifting, first + 3 if block.label else first)


def lift_handlers(lifting: LiftContext, handlers: tuple[tree.Handler, ...], path: Path) -> tuple[CatchHandler, ...]:
    """`catch`, one entry a WHEN."""
    return tuple(_lift_handler(lifting, handler, (*path, number)) for number, handler in enumerate(handlers))


def _lift_handler(lifting: LiftContext, handler: tree.Handler, path: Path) -> CatchHandler:
    before = note_from_comments(lifting.notes.before(handler.span.start))
    then = lifting.index(handler.span.start)
    while lifting.tokens[then].word != "then":
        then += 1
    note = "\n".join(part for part in (before, head_note(lifting, then)) if part) or None
    lifting.origins[path] = Origin(handler.span, "exact")
    steps = lift_steps(lifting, handler.steps, lifting.tokens[then].end, (*path, "then"))
    return CatchHandler(when=tuple(map(condition_text, handler.conditions)), note=note, then=steps)
