"""Lift IF and CASE to `if` and `switch`."""

from engine.lift.comment_notes import note_from_comments
from engine.lift.lift_context import LiftContext
from engine.lift.origin import Origin, Path
from engine.lift.statements.choices import choice_from_if
from engine.lift.statements.guards import guard_from_if
from engine.lift.statements.statement_list import head_note, lift_steps
from engine.lift.statements.token_groups import enclosed_range, is_enclosed
from engine.plpgsql import tree
from engine.spec.steps.if_ import ElseIf, IfStep
from engine.spec.steps.match import MatchStep
from engine.spec.steps.on_event import OnEventStep
from engine.spec.steps.reject import RejectStep
from engine.spec.steps.step import Steps
from engine.spec.steps.switch import SwitchCase, SwitchStep
from engine.spec.steps.validate import ValidateStep


def lift_if(
    context: LiftContext, statement: tree.If, path: Path
) -> IfStep | ValidateStep | RejectStep | MatchStep | OnEventStep:
    """Lift an IF to a guard or to a choice by value if it is exactly one, else to `if`."""
    lifted = _lift_plain_if(context, statement, path)
    sugar = guard_from_if(context, statement, lifted)
    if sugar:
        context.origins.pop((*path, "then", 0), None)
        return sugar
    return choice_from_if(context, statement, lifted, path) or lifted


def _lift_plain_if(context: LiftContext, statement: tree.If, path: Path) -> IfStep:
    condition = existence(context, statement.condition) or context.sql(statement.condition)
    then_word = statement.condition.ranges[-1][1]
    note = head_note(context, then_word)
    end = context.tokens[then_word].end
    then = lift_steps(context, statement.then, end, (*path, "then"))
    last = statement.then[-1].span.end if statement.then else end
    elseif = []
    for number, arm in enumerate(statement.elsifs):
        elseif.append(_lift_elsif(context, arm, (*path, "elseif", number)))
        last = arm.span.end
    otherwise = _lift_else(context, statement.otherwise, last, (*path, "else"))
    return IfStep(condition=condition, note=note, then=then, elseif=tuple(elseif), otherwise=otherwise)


def existence(context: LiftContext, condition: tree.Fragment) -> str | None:
    """Return `EXISTS (query)` or `NOT EXISTS (query)` in the spelling that has a key of its own in a spec."""
    tokens, span = context.tokens, condition.span
    start, stop = enclosed_range(tokens, condition.ranges[0])
    at = start + (tokens[start].word == "not")
    is_query = tokens[at].word == "exists" and is_enclosed(tokens, (at + 1, stop))
    if not is_query or context.notes.between(span.start, span.end):
        return None
    context.sql(condition)
    head = "NOT EXISTS" if at > start else "EXISTS"
    return f"{head} ({context.written((at + 2, stop - 1))})"


def _lift_elsif(context: LiftContext, arm: tree.Elsif, path: Path) -> ElseIf:
    before = note_from_comments(context.notes.before(arm.span.start))
    when = context.sql(arm.condition)
    then_word = arm.condition.ranges[-1][1]
    note = _together(before, head_note(context, then_word))
    context.origins[path] = Origin(arm.span, "exact")
    then = lift_steps(context, arm.steps, context.tokens[then_word].end, (*path, "then"))
    return ElseIf(when=when, note=note, then=then)


def _lift_else(context: LiftContext, steps: tree.Steps | None, before: int, path: Path) -> Steps | None:
    """Lift the steps after ELSE, which is the first token after the list before it."""
    if steps is None:
        return None
    return lift_steps(context, steps, _word_end(context, before), path)


def _word_end(context: LiftContext, position: int) -> int:
    return context.notes.next_end(position)


def lift_case(context: LiftContext, statement: tree.Case, path: Path) -> SwitchStep:
    """Lift both kinds of CASE."""
    expression = context.optional_sql(statement.subject)
    inner = (*path, "switch")
    cases = [_lift_when(context, arm, (*inner, "cases", number)) for number, arm in enumerate(statement.cases)]
    default = _lift_else(context, statement.otherwise, statement.cases[-1].span.end, (*inner, "default"))
    return SwitchStep(expression=expression, cases=tuple(cases), default=default)


def _lift_when(context: LiftContext, arm: tree.CaseWhen, path: Path) -> SwitchCase:
    before = note_from_comments(context.notes.before(arm.span.start))
    when = context.list(arm.conditions)
    then_word = arm.conditions[-1].ranges[-1][1]
    note = _together(before, head_note(context, then_word))
    context.origins[path] = Origin(arm.span, "exact")
    then = lift_steps(context, arm.steps, context.tokens[then_word].end, (*path, "then"))
    return SwitchCase(when=when, note=note, then=then)


def _together(*notes: str | None) -> str | None:
    return "\n".join(note for note in notes if note) or None
