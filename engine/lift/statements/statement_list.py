"""Statements to steps: one list, with its comments, and `raw` for what no step can hold."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from engine.lift.comment_notes import note_from_comments
from engine.lift.lift_context import LiftContext, UnliftableError
from engine.lift.lift_result import LiftCounts
from engine.lift.origin import LinkKind, Origin, Path
from engine.plpgsql.tree import Opaque, Statement
from engine.source.span import Span
from engine.spec.steps.note import NoteStep
from engine.spec.steps.raw import RawStep
from engine.spec.steps.reject import RejectStep
from engine.spec.steps.step import Step, Steps
from engine.spec.steps.validate import ValidateStep

_ANCHORS = frozenset({"elsif", "elseif", "when"})  # what ends a list and takes notes itself
_SUGAR = (RejectStep, ValidateStep)


def lift_steps(lifting: LiftContext, statements: Iterable[Statement], start: int, path: Path) -> Steps:
    """The steps of a list that begins at `start`; the comments within it become notes."""
    steps: list[Step] = []
    end = start
    for statement in statements:
        steps.append(lift_step(lifting, statement, (*path, len(steps))))
        end = statement.span.end
    if not lifting.notes.spent:
        steps += _closing_note(lifting, end, (*path, len(steps)))
    return tuple(steps)


def lift_step(lifting: LiftContext, statement: Statement, path: Path) -> Step:
    """One step with its note: the comments before it, inside of it, and after it on its line."""
    notes, span = lifting.notes, statement.span
    if notes.spent:
        return _understood(lifting, statement, path)
    before = notes.before(span.start)
    step = _understood(lifting, statement, path)
    after = [*notes.before(span.end), *notes.beside(span.end)]
    return with_note(step, note_from_comments(before), step.note, note_from_comments(after))


def with_note(step: Step, *parts: str | None) -> Step:
    """A step whose note is these parts, one under the other."""
    note = "\n".join(part for part in parts if part) or None
    return step if note == step.note else replace(cast(Any, step), note=note)


def head_note(lifting: LiftContext, token: int) -> str | None:
    """The note of a head that ends with a token, such as THEN: the comments in it and after it on its line."""
    if lifting.notes.spent:
        return None
    end = lifting.tokens[token].end
    return note_from_comments([*lifting.notes.before(end), *lifting.notes.beside(end)])


def _understood(lifting: LiftContext, statement: Statement, path: Path) -> Step:
    kind: LinkKind = "raw"
    step: Step
    lifting.statements += 1
    if isinstance(statement, Opaque):
        step = _raw(lifting, statement.span, statement.reason)
    else:
        known, counts = len(lifting.origins), lifting.counted()
        try:
            step = lifting.lift(statement, path)
            kind = "inferred" if isinstance(step, _SUGAR) else "exact"
        except UnliftableError as error:
            _forget(lifting, known, counts)
            step = _raw(lifting, statement.span, str(error))
    lifting.origins[path] = Origin(statement.span, kind)
    return step


def _forget(lifting: LiftContext, known: int, counts: LiftCounts) -> None:
    """Drop the origins and counts of steps that went into a raw one."""
    for path in list(lifting.origins)[known:]:
        del lifting.origins[path]
    lifting.statements, lifting.raw, lifting.opaque_tokens = counts.statements, counts.raw, counts.opaque_tokens


def _raw(lifting: LiftContext, span: Span, reason: str) -> RawStep:
    """The exact text of a statement without its semicolon; its comments stay in it."""
    first, stop = lifting.index(span.start), lifting.index(span.end)
    if lifting.tokens[stop - 1].word == ";" and stop - 1 > first:
        stop -= 1
    lifting.raw += 1
    lifting.opaque_tokens += stop - first
    lifting.notes.skip(span.start, lifting.tokens[stop - 1].end)
    return RawStep(raw=lifting.hints(first) + lifting.written((first, stop)), reason=reason)


def _closing_note(lifting: LiftContext, position: int, path: Path) -> list[Step]:
    """The comments after the last step of a list, unless what ends the list takes them."""
    end = lifting.notes.next_token(position)
    if lifting.notes.word_at(position) in _ANCHORS:
        return []
    comments = lifting.notes.before(end)
    note = note_from_comments(comments)
    if not note:
        return []
    lifting.origins[path] = Origin(Span(comments[0].span.start, comments[-1].span.end), "exact")
    return [NoteStep(note=note)]
