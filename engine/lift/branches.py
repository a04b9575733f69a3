"""IF and CASE to `if` and `switch`."""

from engine.lift.guards import guard
from engine.lift.lifting import Lifting
from engine.lift.notes import note_of
from engine.lift.origin import Origin, Path
from engine.lift.steps import head_note, lift_steps
from engine.plpgsql import tree
from engine.spec.steps.if_ import ElseIf, If
from engine.spec.steps.reject import Reject
from engine.spec.steps.step import Steps
from engine.spec.steps.switch import Case, Switch
from engine.spec.steps.validate import Validate


def lift_if(lifting: Lifting, statement: tree.If, path: Path) -> If | Validate | Reject:
    """A guard where it is exactly one, else an `if`."""
    lifted = _lift_plain_if(lifting, statement, path)
    sugar = guard(lifting, statement, lifted)
    if sugar:
        lifting.origins.pop((*path, "then", 0), None)
    return sugar or lifted


def _lift_plain_if(lifting: Lifting, statement: tree.If, path: Path) -> If:
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
    return If(condition=condition, note=note, then=then, elseif=tuple(elseif), otherwise=otherwise)


def _lift_elsif(lifting: Lifting, arm: tree.Elsif, path: Path) -> ElseIf:
    before = note_of(lifting.notes.before(arm.span.start))
    when = lifting.sql(arm.condition)
    then_word = arm.condition.ranges[-1][1]
    note = _together(before, head_note(lifting, then_word))
    lifting.origins[path] = Origin(arm.span, "exact")
    then = lift_steps(lifting, arm.steps, lifting.tokens[then_word].end, (*path, "then"))
    return ElseIf(when=when, note=note, then=then)


def _lift_else(lifting: Lifting, steps: tree.Steps | None, before: int, path: Path) -> Steps | None:
    """The steps after ELSE; the word is the first token after the list before it."""
    return None if steps is None else lift_steps(lifting, steps, _word_end(lifting, before), path)


def _word_end(lifting: Lifting, position: int) -> int:
    return lifting.notes.next_end(position)


def lift_case(lifting: Lifting, statement: tree.Case, path: Path) -> Switch:
    """Both kinds of CASE."""
    expression = lifting.sql(statement.subject) if statement.subject else None
    inner = (*path, "switch")
    cases = [_lift_when(lifting, arm, (*inner, "cases", number)) for number, arm in enumerate(statement.cases)]
    default = _lift_else(lifting, statement.otherwise, statement.cases[-1].span.end, (*inner, "default"))
    return Switch(expression=expression, cases=tuple(cases), default=default)


def _lift_when(lifting: Lifting, arm: tree.CaseWhen, path: Path) -> Case:
    before = note_of(lifting.notes.before(arm.span.start))
    when = lifting.list(arm.conditions)
    then_word = arm.conditions[-1].ranges[-1][1]
    note = _together(before, head_note(lifting, then_word))
    lifting.origins[path] = Origin(arm.span, "exact")
    then = lift_steps(lifting, arm.steps, lifting.tokens[then_word].end, (*path, "then"))
    return Case(when=when, note=note, then=then)


def _together(*notes: str | None) -> str | None:
    return "\n".join(note for note in notes if note) or None
