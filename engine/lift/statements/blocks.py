"""Blocks within a body, and handlers."""

from engine.lift.comment_notes import note_from_comments
from engine.lift.identifiers import optional_name
from engine.lift.lift_context import LiftContext
from engine.lift.origin import Origin, Path
from engine.lift.routines.declarations import lift_declarations
from engine.lift.statements.raise_statements import condition_text
from engine.lift.statements.statement_list import head_note, lift_steps
from engine.plpgsql import tree
from engine.spec.steps.block import BlockStep
from engine.spec.steps.exception_handling import ExceptionHandlingStep
from engine.spec.steps.handler import CatchHandler


def lift_block(context: LiftContext, statement: tree.Block, path: Path) -> BlockStep | ExceptionHandlingStep:
    """Lift a block to `block`, or to `exception_handling` if it has handlers."""
    label = optional_name(statement.label)
    kind, inner = "block", "steps"
    if statement.handlers:
        kind, inner = "exception_handling", "try"
    note = block_note(context, statement)
    declare = lift_declarations(context, statement.declarations, (*path, kind, "declare"))
    steps = lift_steps(context, statement.steps, statement.begin.end, (*path, kind, inner))
    if not statement.handlers:
        return BlockStep(label=label, note=note, declare=declare, steps=steps)
    catch = lift_handlers(context, statement.handlers, (*path, kind, "catch"))
    return ExceptionHandlingStep(label=label, note=note, declare=declare, try_=steps, catch=catch)


def block_note(context: LiftContext, block: tree.Block) -> str | None:
    """Return the comments around the first word of a block: before its DECLARE or BEGIN, and beside it."""
    first = context.index(block.span.start)
    return head_note(context, first + 3 if block.label else first)


def lift_handlers(context: LiftContext, handlers: tuple[tree.Handler, ...], path: Path) -> tuple[CatchHandler, ...]:
    """Lift handlers to `catch`, one entry for each WHEN."""
    return tuple(_lift_handler(context, handler, (*path, number)) for number, handler in enumerate(handlers))


def _lift_handler(context: LiftContext, handler: tree.Handler, path: Path) -> CatchHandler:
    before = note_from_comments(context.notes.before(handler.span.start))
    then = context.index(handler.span.start)
    while context.tokens[then].word != "then":
        then += 1
    note = "\n".join(part for part in (before, head_note(context, then)) if part) or None
    context.origins[path] = Origin(handler.span, "exact")
    steps = lift_steps(context, handler.steps, context.tokens[then].end, (*path, "then"))
    return CatchHandler(when=tuple(map(condition_text, handler.conditions)), note=note, then=steps)
