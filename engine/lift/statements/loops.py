"""Loops, and the ways out of them."""

from engine.lift.identifiers import plain_name
from engine.lift.lift_context import LiftContext, UnliftableError
from engine.lift.origin import Path
from engine.lift.statements.statement_list import head_note, lift_steps
from engine.plpgsql import tree
from engine.spec.steps.continue_ import ContinueStep
from engine.spec.steps.exit import ExitStep
from engine.spec.steps.for_cursor import ForCursorStep
from engine.spec.steps.for_query import ForQueryStep
from engine.spec.steps.for_range import ForRangeStep
from engine.spec.steps.foreach import ForeachStep
from engine.spec.steps.loop import LoopStep
from engine.spec.steps.step import Steps
from engine.spec.steps.while_ import WhileStep

_WAYS_OUT = {tree.Exit: ExitStep, tree.Continue: ContinueStep}


def _label(label: str | None) -> str | None:
    return plain_name(label) if label else None


def _turns(lifting: LiftContext, steps: tree.Steps, after: int, path: Path) -> tuple[str | None, Steps]:
    """The note of a loop's head, and its steps; the head ends with the first LOOP at or after a token."""
    while lifting.tokens[after].word != "loop":
        after += 1
    note = head_note(lifting, after)
    return note, lift_steps(lifting, steps, lifting.tokens[after].end, (*path, "loop"))


def _stop(fragment: tree.Fragment) -> int:
    return fragment.ranges[-1][1]


def _query_stop(query: tree.Query) -> int:
    if isinstance(query, tree.Dynamic):
        return _stop(query.using[-1] if query.using else query.command)
    return _stop(query)


def lift_loop(lifting: LiftContext, statement: tree.Loop, path: Path) -> LoopStep:
    """`loop`."""
    first = lifting.index(statement.span.start)
    after = first + 3 if statement.label else first
    note, steps = _turns(lifting, statement.steps, after, path)
    return LoopStep(label=_label(statement.label), note=note, loop=steps)


def lift_while(lifting: LiftContext, statement: tree.While, path: Path) -> WhileStep:
    """`while`."""
    condition = lifting.sql(statement.condition)
    note, steps = _turns(lifting, statement.steps, _stop(statement.condition), path)
    return WhileStep(condition=condition, label=_label(statement.label), note=note, loop=steps)


def lift_for_range(lifting: LiftContext, statement: tree.ForRange, path: Path) -> ForRangeStep:
    """`for_range`."""
    variable, low, high = (
        lifting.name(statement.variable),
        lifting.sql(statement.low),
        lifting.sql(statement.high),
    )
    by = lifting.sql(statement.step) if statement.step else None
    note, steps = _turns(lifting, statement.steps, _stop(statement.step or statement.high), path)
    label = _label(statement.label)
    return ForRangeStep(
        variable=variable, from_=low, to=high, by=by, reverse=statement.reverse, label=label, note=note, loop=steps
    )


def lift_for_query(lifting: LiftContext, statement: tree.ForQuery, path: Path) -> ForQueryStep:
    """`for_query`, static or dynamic."""
    targets, query = lifting.names(statement.targets), lifting.query(statement.query)
    note, steps = _turns(lifting, statement.steps, _query_stop(statement.query), path)
    return ForQueryStep(query=query, as_=targets, label=_label(statement.label), note=note, loop=steps)


def lift_for_cursor(lifting: LiftContext, statement: tree.ForCursor, path: Path) -> ForCursorStep:
    """`for_cursor`; the arguments are checked as expressions of their own."""
    target, cursor = lifting.name(statement.target), lifting.name(statement.cursor)
    args = cursor_arguments(lifting, statement.arguments)
    last = statement.arguments[-1] if statement.arguments else statement.cursor
    note, steps = _turns(lifting, statement.steps, _stop(last), path)
    label = _label(statement.label)
    return ForCursorStep(cursor=cursor, args=args, as_=(target,), label=label, note=note, loop=steps)


def cursor_arguments(lifting: LiftContext, arguments: tuple[tree.Fragment, ...] | None) -> tuple[str, ...]:
    """Arguments of a cursor, named or not; the server wants at least one inside parentheses."""
    if arguments == ():
        raise UnliftableError("a cursor without arguments takes no parentheses")
    return tuple(lifting.argument(argument) for argument in arguments or ())


def lift_foreach(lifting: LiftContext, statement: tree.Foreach, path: Path) -> ForeachStep:
    """`foreach`."""
    targets, array = lifting.names(statement.targets), lifting.sql(statement.array)
    note, steps = _turns(lifting, statement.steps, _stop(statement.array), path)
    label = _label(statement.label)
    return ForeachStep(targets=targets, array=array, slice=statement.slice, label=label, note=note, loop=steps)


def lift_exit_or_continue(
    lifting: LiftContext, statement: tree.Exit | tree.Continue, _: Path
) -> ExitStep | ContinueStep:
    """`exit` and `continue`."""
    when = lifting.sql(statement.condition) if statement.condition else None
    return _WAYS_OUT[type(statement)](target=_label(statement.label), when=when)
