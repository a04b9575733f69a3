"""A body's tree to the block parts of an action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.lift.comment_notes import note_from_comments
from engine.lift.identifiers import plain_name
from engine.lift.lift_context import LiftContext, UnliftableError
from engine.lift.lift_result import LiftCounts
from engine.lift.origin import Origin, Path
from engine.lift.routines.declarations import lift_declarations
from engine.lift.statements.blocks import block_note, lift_block, lift_handlers
from engine.lift.statements.branches import lift_case, lift_if
from engine.lift.statements.commands import (
    lift_assign,
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
    """What an action holds of a body; `note` is what was said before its first word."""

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
    """The steps of a PL/pgSQL body; one `raw` where its outermost block could not be taken apart."""
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
    lifting = LiftContext(body.text, body.tokens, body.comments, LIFTERS)
    note = block_note(lifting, block)
    declare = lift_declarations(lifting, block.declarations, (*path, "declare"))
    steps = lift_steps(lifting, block.steps, block.begin.end, (*path, "steps"))
    catch = lift_handlers(lifting, block.handlers, (*path, "catch"))
    after = note_from_comments(lifting.notes.before(len(body.text) + 1))
    return LiftedBody(
        steps=steps, origins=lifting.origins, counts=lifting.counted(), tokens=body.tokens,
        pragmas=tuple(f"{pragma.name} {pragma.value}" for pragma in body.pragmas),
        label=plain_name(block.label) if block.label else None,
        note="\n".join(part for part in (note, after) if part) or None,
        declare=declare, catch=catch,
    )  # fmt: skip


def lift_sql_body(body: tree.SqlBody, path: Path) -> LiftedBody:
    """The statements of a LANGUAGE sql body; INTO is never taken out of them."""
    if body.opaque:
        return raw_body(body.text, len(body.tokens), body.opaque[0].reason, path)
    lifting = LiftContext(body.text, body.tokens, body.comments, LIFTERS)
    steps: list[Step] = []
    for number, fragment in enumerate(body.statements):
        steps.append(_lift_sql_statement(lifting, fragment, (*path, "steps", number)))
    closing = note_from_comments(lifting.notes.before(len(body.text) + 1))
    if closing:
        steps.append(NoteStep(note=closing))
    return LiftedBody(tuple(steps), lifting.origins, lifting.counted(), body.tokens)


def _lift_sql_statement(lifting: LiftContext, fragment: tree.Fragment, path: Path) -> Step:
    notes = lifting.notes
    before = note_from_comments(notes.before(fragment.span.start))
    semicolon = lifting.semicolon(fragment)
    lifting.statements += 1
    try:
        step = _returned(lifting, fragment) or lift_statement(lifting, fragment, IntoTargets(into=(), strict=False))
        lifting.origins[path] = Origin(fragment.span, "exact")
    except UnliftableError as error:
        lifting.raw += 1
        lifting.opaque_tokens += fragment.ranges[0][1] - fragment.ranges[0][0]
        notes.keep_inside(fragment.span.start, fragment.span.end)
        step = RawStep(
            raw=lifting.hints(fragment.ranges[0][0]) + lifting.written(fragment.ranges[0]), reason=str(error)
        )
        lifting.origins[path] = Origin(fragment.span, "raw")
    after = note_from_comments([*notes.before(semicolon), *notes.beside(semicolon)])
    return with_note(step, before, after)


def _returned(lifting: LiftContext, fragment: tree.Fragment) -> ReturnStep | None:
    """`RETURN expression`, which may stand in a body that is no literal."""
    ((start, stop),) = fragment.ranges
    if lifting.tokens[start].word != "return" or stop - start == 1:
        return None
    span = Span(lifting.tokens[start + 1].start, fragment.span.end)
    return ReturnStep(
        value=lifting.sql(tree.Fragment("expression", lifting.text[span.start : span.end], span, ((start + 1, stop),)))
    )


def raw_body(text: str, tokens: int, reason: str, path: Path) -> LiftedBody:
    """A body kept as it is."""
    step = RawStep(raw=text, reason=reason)
    origins: dict[Path, Origin] = {(*path, "steps", 0): Origin(Span(0, len(text)), "raw")}
    return LiftedBody((step,), origins, LiftCounts(1, 1, tokens, tokens), refused=reason)


def foreign_body(text: str | None, path: Path) -> LiftedBody:
    """A body in a language that has no steps: kept as it is, or none at all where the code is elsewhere."""
    if text is None:
        return LiftedBody((), {}, LiftCounts())
    return replace(raw_body(text, 0, "a language without steps", path), refused=None)
