"""Lift loops, EXIT and CONTINUE."""

from engine.lift.identifiers import plain_name
from engine.lift.lift_context import LiftContext, UnliftableError
from engine.lift.origin import Path
from engine.lift.statements.dynamic_text import lift_query
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
    if not label:
        return None
    return plain_name(label)


def _turns(context: LiftContext, steps: tree.Steps, after: int, path: Path) -> tuple[str | None, Steps]:
    """Return the note of a loop's head, which ends with the first LOOP from a token on, and its steps."""
    while context.tokens[after].word != "loop":
        after += 1
    note = head_note(context, after)
    return note, lift_steps(context, steps, context.tokens[after].end, (*path, "loop"))


def _stop(fragment: tree.Fragment) -> int:
    return fragment.ranges[-1][1]


def _query_stop(query: tree.Query) -> int:
    if isinstance(query, tree.Dynamic):
        return _stop(query.using[-1] if query.using else query.command)
    return _stop(query)


def lift_loop(context: LiftContext, statement: tree.Loop, path: Path) -> LoopStep:
    """`loop`."""
    first = context.index(statement.span.start)
    after = first + 3 if statement.label else first
    note, steps = _turns(context, statement.steps, after, path)
    return LoopStep(label=_label(statement.label), note=note, loop=steps)


def lift_while(context: LiftContext, statement: tree.While, path: Path) -> WhileStep:
    """`while`."""
    condition = context.sql(statement.condition)
    note, steps = _turns(context, statement.steps, _stop(statement.condition), path)
    return WhileStep(condition=condition, label=_label(statement.label), note=note, loop=steps)


def lift_for_range(context: LiftContext, statement: tree.ForRange, path: Path) -> ForRangeStep:
    """`for_range`."""
    variable, low, high = (
        context.name(statement.variable),
        context.sql(statement.low),
        context.sql(statement.high),
    )
    by = context.optional_sql(statement.step)
    note, steps = _turns(context, statement.steps, _stop(statement.step or statement.high), path)
    label = _label(statement.label)
    return ForRangeStep(
        variable=variable, from_=low, to=high, by=by, reverse=statement.reverse, label=label, note=note, loop=steps
    )


def lift_for_query(context: LiftContext, statement: tree.ForQuery, path: Path) -> ForQueryStep:
    """Lift FOR over a query, static or dynamic."""
    targets, query = context.names(statement.targets), lift_query(context, statement.query)
    note, steps = _turns(context, statement.steps, _query_stop(statement.query), path)
    return ForQueryStep(query=query, as_=targets, label=_label(statement.label), note=note, loop=steps)


def lift_for_cursor(context: LiftContext, statement: tree.ForCursor, path: Path) -> ForCursorStep:
    """Lift FOR over a cursor; its arguments are checked as expressions."""
    target, cursor = context.name(statement.target), context.name(statement.cursor)
    args = cursor_arguments(context, statement.arguments)
    last = statement.arguments[-1] if statement.arguments else statement.cursor
    note, steps = _turns(context, statement.steps, _stop(last), path)
    label = _label(statement.label)
    return ForCursorStep(cursor=cursor, args=args, as_=(target,), label=label, note=note, loop=steps)


def cursor_arguments(context: LiftContext, arguments: tuple[tree.Fragment, ...] | None) -> tuple[str, ...]:
    """Return the arguments of a cursor, named or not; the server requires one inside parentheses."""
    if arguments == ():
        raise UnliftableError("a cursor without arguments takes no parentheses")
    return tuple(context.argument(argument) for argument in arguments or ())


def lift_foreach(context: LiftContext, statement: tree.Foreach, path: Path) -> ForeachStep:
    """`foreach`."""
    targets, array = context.names(statement.targets), context.sql(statement.array)
    note, steps = _turns(context, statement.steps, _stop(statement.array), path)
    label = _label(statement.label)
    return ForeachStep(targets=targets, array=array, slice=statement.slice, label=label, note=note, loop=steps)


def lift_exit_or_continue(
    context: LiftContext, statement: tree.Exit | tree.Continue, _: Path
) -> ExitStep | ContinueStep:
    """Lift EXIT and CONTINUE."""
    when = context.optional_sql(statement.condition)
    return _WAYS_OUT[type(statement)](target=_label(statement.label), when=when)
