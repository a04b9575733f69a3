"""Lift a list of statements with its comments; a statement without a step becomes `raw`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from engine.lift.comment_notes import note_from_comments
from engine.lift.lift_context import LiftContext, UnliftableError
from engine.lift.lift_result import LiftCounts
from engine.lift.origin import LinkKind, Origin, Path
from engine.lift.statements.assignments import join_assignment
from engine.lift.statements.dynamic_text import join_command
from engine.lift.statements.lookups import join_lookup
from engine.plpgsql.tree import Opaque, Statement
from engine.source.span import Span
from engine.spec.steps.execute_format import ExecuteFormatStep
from engine.spec.steps.execute_text import ExecuteTextStep
from engine.spec.steps.match import MatchStep
from engine.spec.steps.note import NoteStep
from engine.spec.steps.on_event import OnEventStep
from engine.spec.steps.raw import RawStep
from engine.spec.steps.reject import RejectStep
from engine.spec.steps.step import Step, Steps
from engine.spec.steps.validate import ValidateStep

_ANCHORS = frozenset({"elsif", "elseif", "when"})  # words that end a list and take notes themselves
_SUGAR = (ExecuteFormatStep, ExecuteTextStep, MatchStep, OnEventStep, RejectStep, ValidateStep)


def lift_steps(context: LiftContext, statements: Iterable[Statement], start: int, path: Path) -> Steps:
    """Return the steps of a list that begins at `start`; its comments become notes."""
    steps: list[Step] = []
    end = start
    listed = tuple(statements)
    for number, statement in enumerate(listed, 1):
        place = (*path, len(steps))
        step = lift_step(context, statement, place)
        if not _joined(context, steps, step, place, listed[max(0, number - 3) : number]):
            steps.append(step)
        end = statement.span.end
    if not context.notes.spent:
        steps += _closing_note(context, end, (*path, len(steps)))
    return tuple(steps)


def _joined(context: LiftContext, steps: list[Step], step: Step, place: Path, statements: Sequence[Statement]) -> bool:
    """Add a step to the one before it, if the two say one thing; return whether it was added."""
    return (
        join_assignment(context, steps, step, place)
        or join_lookup(context, steps, step, place)
        or join_command(context, steps, step, place, statements)
    )


def lift_step(context: LiftContext, statement: Statement, path: Path) -> Step:
    """Return one step with its note: the comments before it, inside it, and after it on its line."""
    notes, span = context.notes, statement.span
    if notes.spent:
        return _understood(context, statement, path)
    before = notes.before(span.start)
    step = _understood(context, statement, path)
    after = [*notes.before(span.end), *notes.beside(span.end)]
    return with_note(step, note_from_comments(before), step.note, note_from_comments(after))


def with_note(step: Step, *parts: str | None) -> Step:
    """Return a step with these parts as its note, one a line."""
    note = "\n".join(part for part in parts if part) or None
    if note == step.note:
        return step
    return replace(cast(Any, step), note=note)


def head_note(context: LiftContext, token: int) -> str | None:
    """Return the note of a head that ends with a token such as THEN: its comments, and those after it on its line."""
    if context.notes.spent:
        return None
    end = context.tokens[token].end
    return note_from_comments([*context.notes.before(end), *context.notes.beside(end)])


def _understood(context: LiftContext, statement: Statement, path: Path) -> Step:
    kind: LinkKind = "raw"
    step: Step
    context.statements += 1
    if isinstance(statement, Opaque):
        step = _raw(context, statement.span, statement.reason)
    else:
        known, counts = len(context.origins), context.counted()
        try:
            step = context.lift(statement, path)
            kind = "inferred" if isinstance(step, _SUGAR) else "exact"
        except UnliftableError as error:
            _forget(context, known, counts)
            step = _raw(context, statement.span, str(error))
    context.origins[path] = Origin(statement.span, kind)
    return step


def _forget(context: LiftContext, known: int, counts: LiftCounts) -> None:
    """Drop the origins and counts of steps that became part of a raw one."""
    for path in list(context.origins)[known:]:
        del context.origins[path]
    context.statements, context.raw, context.opaque_tokens = counts.statements, counts.raw, counts.opaque_tokens


def _raw(context: LiftContext, span: Span, reason: str) -> RawStep:
    """Return the exact text of a statement with its comments, without its semicolon."""
    first, stop = context.index(span.start), context.index(span.end)
    if context.tokens[stop - 1].word == ";" and stop - 1 > first:
        stop -= 1
    context.raw += 1
    context.opaque_tokens += stop - first
    context.notes.skip(span.start, context.tokens[stop - 1].end)
    return RawStep(raw=context.hints(first) + context.written((first, stop)), reason=reason)


def _closing_note(context: LiftContext, position: int, path: Path) -> list[Step]:
    """Return the comments after the last step of a list, unless the word that ends the list takes them."""
    end = context.notes.next_token(position)
    if context.notes.word_at(position) in _ANCHORS:
        return []
    comments = context.notes.before(end)
    note = note_from_comments(comments)
    if not note:
        return []
    context.origins[path] = Origin(Span(comments[0].span.start, comments[-1].span.end), "exact")
    return [NoteStep(note=note)]
