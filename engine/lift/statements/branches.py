"""IF and CASE to `if` and `switch`."""

from engine.lift.comment_notes import note_from_comments
from engine.lift.lift_context import LiftContext
from engine.lift.origin import Origin, Path
from engine.lift.statements.guards import guard_from_if
from engine.lift.statements.statement_list import head_note, lift_steps
from engine.plpgsql import tree
from engine.spec.steps.if_ import ElseIf, IfStep
from engine.spec.steps.reject import RejectStep
from engine.spec.steps.step import Steps
from engine.spec.steps.switch import SwitchCase, SwitchStep
from engine.spec.steps.validate import ValidateStep


def lift_if(lifting: LiftContext, statement: tree.If, path: Path) -> IfStep | ValidateStep | RejectStep:
    """A guard where it is exactly one, else an `if`."""
    lifted = _lift_plain_if(lifting, statement, path)
    sugar = guard_from_if(lifting, statement, lifted)
    if sugar:
        lifting.origins.pop((*path, "then", 0), None)
    return sugar or lifted


def _lift_plain_if(lifting: LiftContext, statement: tree.If, path: Path) -> IfStep:
    condition = lifting.sql(statement.condition)
    then_word = statement.condition.ranges[-1][1]
    note = head_note(lifting, then_word)
    end = lifting.tokens[then_word].end
    then = lift_steps(lifting, statement.then, end, (*path, "then"))
    last = statement.then[-1].span.end if statement.then else end
    elseif = []
    for number, arm in enumerate(statement.elsifs):
        elseif.append(_lift_elsif(lifting, arm, (*path, "elseif", number)))
        last = arm.span.end
    otherwise = _lift_else(lifting, statement.otherwise, last, (*path, "else"))
    return IfStep(condition=condition, note=note, then=then, elseif=tuple(elseif), otherwise=otherwise)


def _lift_elsif(lifting: LiftContext, arm: tree.Elsif, path: Path) -> ElseIf:
    before = note_from_comments(lifting.notes.before(arm.span.start))
    when = lifting.sql(arm.condition)
    then_word = arm.condition.ranges[-1][1]
    note = _together(before, head_note(lifting, then_word))
    lifting.origins[path] = Origin(arm.span, "exact")
    then = lift_steps(lifting, arm.steps, lifting.tokens[then_word].end, (*path, "then"))
    return ElseIf(when=when, note=note, then=then)


def _lift_else(lifting: LiftContext, steps: tree.Steps | None, before: int, path: Path) -> Steps | None:
    """The steps after ELSE; the word is the first token after the list before it."""
    return None if steps is None else lift_steps(lifting, steps, _word_end(lifting, before), path)


def _word_end(lifting: LiftContext, position: int) -> int:
    return lifting.notes.next_end(position)


def lift_case(lifting: LiftContext, statement: tree.Case, path: Path) -> SwitchStep:
    """Both kinds of CASE."""
    expression = lifting.sql(statement.subject) if statement.subject else None
    inner = (*path, "switch")
    cases = [_lift_when(lifting, arm, (*inner, "cases", number)) for number, arm in enumerate(statement.cases)]
    default = _lift_else(lifting, statement.otherwise, statement.cases[-1].span.end, (*inner, "default"))
    return SwitchStep(expression=expression, cases=tuple(cases), default=default)


def _lift_when(lifting: LiftContext, arm: tree.CaseWhen, path: Path) -> SwitchCase:
    before = note_from_comments(lifting.notes.before(arm.span.start))
    when = lifting.list(arm.conditions)
    then_word = arm.conditions[-1].ranges[-1][1]
    note = _together(before, head_note(lifting, then_word))
    lifting.origins[path] = Origin(arm.span, "exact")
    then = lift_steps(lifting, arm.steps, lifting.tokens[then_word].end, (*path, "then"))
    return SwitchCase(when=when, note=note, then=then)


def _together(*notes: str | None) -> str | None:
    return "\n".join(note for note in notes if note) or None
