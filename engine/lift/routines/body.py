"""Lift the tree of a body to the block parts of an action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.lift.comment_notes import note_from_comments
from engine.lift.identifiers import optional_name
from engine.lift.lift_context import LiftContext, UnliftableError
from engine.lift.lift_result import LiftCounts
from engine.lift.origin import Origin, Path
from engine.lift.routines.declarations import lift_declarations
from engine.lift.statements.assignments import lift_assign
from engine.lift.statements.blocks import block_note, lift_block, lift_handlers
from engine.lift.statements.branches import lift_case, lift_if
from engine.lift.statements.commands import (
    lift_call,
    lift_execute,
    lift_get_diagnostics,
    lift_null,
    lift_perform,
    lift_return,
    lift_return_next,
    lift_return_query,
    lift_transaction,
)
from engine.lift.statements.cursors import lift_close, lift_fetch, lift_move, lift_open
from engine.lift.statements.loops import (
    lift_exit_or_continue,
    lift_for_cursor,
    lift_for_query,
    lift_for_range,
    lift_foreach,
    lift_loop,
    lift_while,
)
from engine.lift.statements.raise_statements import lift_assert, lift_raise
from engine.lift.statements.row_changes import IntoTargets
from engine.lift.statements.sql_statements import lift_sql, lift_statement
from engine.lift.statements.statement_list import lift_steps, with_note
from engine.plpgsql import tree
from engine.source.span import Span
from engine.spec.document.declarations import Declaration
from engine.spec.steps.handler import CatchHandler
from engine.spec.steps.note import NoteStep
from engine.spec.steps.raw import RawStep
from engine.spec.steps.return_ import ReturnStep
from engine.spec.steps.step import Step, Steps

LIFTERS: Mapping[type, Callable[[LiftContext, Any, Path], Step]] = {
    tree.Assert: lift_assert,
    tree.Assign: lift_assign,
    tree.Block: lift_block,
    tree.Call: lift_call,
    tree.Case: lift_case,
    tree.Close: lift_close,
    tree.Continue: lift_exit_or_continue,
    tree.Execute: lift_execute,
    tree.Exit: lift_exit_or_continue,
    tree.Fetch: lift_fetch,
    tree.ForCursor: lift_for_cursor,
    tree.ForQuery: lift_for_query,
    tree.ForRange: lift_for_range,
    tree.Foreach: lift_foreach,
    tree.GetDiagnostics: lift_get_diagnostics,
    tree.If: lift_if,
    tree.Loop: lift_loop,
    tree.Move: lift_move,
    tree.Null: lift_null,
    tree.Open: lift_open,
    tree.Perform: lift_perform,
    tree.Raise: lift_raise,
    tree.Return: lift_return,
    tree.ReturnNext: lift_return_next,
    tree.ReturnQuery: lift_return_query,
    tree.Sql: lift_sql,
    tree.Transaction: lift_transaction,
    tree.While: lift_while,
}


@dataclass(frozen=True, slots=True)
class LiftedBody:
    """The parts of an action that come from a body; `note` is the comment before its first word."""

    steps: Steps
    origins: Mapping[Path, Origin]
    counts: LiftCounts
    tokens: tuple[tree.Token, ...] = ()
    pragmas: tuple[str, ...] = ()
    label: str | None = None
    note: str | None = None
    declare: tuple[Declaration, ...] = ()
    catch: tuple[CatchHandler, ...] = ()
    refused: str | None = None


def lift_body(body: tree.Body, path: Path) -> LiftedBody:
    """Return the steps of a PL/pgSQL body; one `raw` if its outermost block was not understood."""
    leftover = next(
        (found for found in body.opaque if body.block is None or found.span.start > body.block.span.end), None
    )
    if body.block is None or leftover:
        reason = leftover.reason if leftover else "the body is empty"
        return raw_body(body.text, len(body.tokens), reason, path)
    try:
        return _lift_block(body, body.block, path)
    except UnliftableError as error:
        return raw_body(body.text, len(body.tokens), str(error), path)


def _lift_block(body: tree.Body, block: tree.Block, path: Path) -> LiftedBody:
    context = LiftContext(body.text, body.tokens, body.comments, LIFTERS)
    note = block_note(context, block)
    declare = lift_declarations(context, block.declarations, (*path, "declare"))
    steps = lift_steps(context, block.steps, block.begin.end, (*path, "steps"))
    catch = lift_handlers(context, block.handlers, (*path, "catch"))
    after = note_from_comments(context.notes.before(len(body.text) + 1))
    return LiftedBody(
        steps=steps, origins=context.origins, counts=context.counted(), tokens=body.tokens,
        pragmas=tuple(f"{pragma.name} {pragma.value}" for pragma in body.pragmas),
        label=optional_name(block.label),
        note="\n".join(part for part in (note, after) if part) or None,
        declare=declare, catch=catch,
    )  # fmt: skip


def lift_sql_body(body: tree.SqlBody, path: Path) -> LiftedBody:
    """Return the statements of a LANGUAGE sql body, with INTO left in place."""
    if body.opaque:
        return raw_body(body.text, len(body.tokens), body.opaque[0].reason, path)
    context = LiftContext(body.text, body.tokens, body.comments, LIFTERS)
    steps: list[Step] = []
    for number, fragment in enumerate(body.statements):
        steps.append(_lift_sql_statement(context, fragment, (*path, "steps", number)))
    closing = note_from_comments(context.notes.before(len(body.text) + 1))
    if closing:
        steps.append(NoteStep(note=closing))
    return LiftedBody(tuple(steps), context.origins, context.counted(), body.tokens)


def _lift_sql_statement(context: LiftContext, fragment: tree.Fragment, path: Path) -> Step:
    notes = context.notes
    before = note_from_comments(notes.before(fragment.span.start))
    semicolon = context.semicolon(fragment)
    context.statements += 1
    try:
        step = _returned(context, fragment) or lift_statement(context, fragment, IntoTargets(into=(), strict=False))
        context.origins[path] = Origin(fragment.span, "exact")
    except UnliftableError as error:
        context.raw += 1
        context.opaque_tokens += fragment.ranges[0][1] - fragment.ranges[0][0]
        notes.keep_inside(fragment.span.start, fragment.span.end)
        step = RawStep(
            raw=context.hints(fragment.ranges[0][0]) + context.written(fragment.ranges[0]), reason=str(error)
        )
        context.origins[path] = Origin(fragment.span, "raw")
    after = note_from_comments([*notes.before(semicolon), *notes.beside(semicolon)])
    return with_note(step, before, after)


def _returned(context: LiftContext, fragment: tree.Fragment) -> ReturnStep | None:
    """Lift `RETURN expression`, a body that is not a literal."""
    ((start, stop),) = fragment.ranges
    if context.tokens[start].word != "return" or stop - start == 1:
        return None
    span = Span(context.tokens[start + 1].start, fragment.span.end)
    return ReturnStep(
        value=context.sql(tree.Fragment("expression", context.text[span.start : span.end], span, ((start + 1, stop),)))
    )


def raw_body(text: str, tokens: int, reason: str, path: Path) -> LiftedBody:
    """Return a body unchanged as one `raw` step."""
    step = RawStep(raw=text, reason=reason)
    origins: dict[Path, Origin] = {(*path, "steps", 0): Origin(Span(0, len(text)), "raw")}
    return LiftedBody((step,), origins, LiftCounts(1, 1, tokens, tokens), refused=reason)


def foreign_body(text: str | None, path: Path) -> LiftedBody:
    """Return a body in a language without steps: unchanged, or none if its code is in a library."""
    if text is None:
        return LiftedBody((), {}, LiftCounts())
    return replace(raw_body(text, 0, "a language without steps", path), refused=None)
