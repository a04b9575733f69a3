"""Loops, and the ways out of them."""

from engine.lift.lifting import Lifting, UnliftableError
from engine.lift.names import plain_name
from engine.lift.origin import Path
from engine.lift.steps import head_note, lift_steps
from engine.plpgsql import tree
from engine.spec.steps.continue_ import Continue
from engine.spec.steps.exit import Exit
from engine.spec.steps.for_cursor import ForCursor
from engine.spec.steps.for_query import ForQuery
from engine.spec.steps.for_range import ForRange
from engine.spec.steps.foreach import Foreach
from engine.spec.steps.loop import Loop
from engine.spec.steps.step import Steps
from engine.spec.steps.while_ import While

_WAYS_OUT = {tree.Exit: Exit, tree.Continue: Continue}


def _label(label: str | None) -> str | None:
    return plain_name(label) if label else None


def _turns(lifting: Lifting, steps: tree.Steps, after: int, path: Path) -> tuple[str | None, Steps]:
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


def lift_loop(lifting: Lifting, statement: tree.Loop, path: Path) -> Loop:
    """`loop`."""
    first = lifting.index(statement.span.start)
    after = first + 3 if statement.label else first
    note, steps = _turns(lifting, statement.steps, after, path)
    return Loop(label=_label(statement.label), note=note, loop=steps)


def lift_while(lifting: Lifting, statement: tree.While, path: Path) -> While:
    """`while`."""
    condition = lifting.sql(statement.condition)
    note, steps = _turns(lifting, statement.steps, _stop(statement.condition), path)
    return While(condition=condition, label=_label(statement.label), note=note, loop=steps)


def lift_for_range(lifting: Lifting, statement: tree.ForRange, path: Path) -> ForRange:
    """`for_range`."""
    variable, low, high = (
        lifting.name(statement.variable),
        lifting.sql(statement.low),
        lifting.sql(statement.high),
    )
    by = lifting.sql(statement.step) if statement.step else None
    note, steps = _turns(lifting, statement.steps, _stop(statement.step or statement.high), path)
    label = _label(statement.label)
    return ForRange(
        variable=variable, from_=low, to=high, by=by, reverse=statement.reverse, label=label, note=note, loop=steps
    )


def lift_for_query(lifting: Lifting, statement: tree.ForQuery, path: Path) -> ForQuery:
    """`for_query`, static or dynamic."""
    targets, query = lifting.names(statement.targets), lifting.query(statement.query)
    note, steps = _turns(lifting, statement.steps, _query_stop(statement.query), path)
    return ForQuery(query=query, as_=targets, label=_label(statement.label), note=note, loop=steps)


def lift_for_cursor(lifting: Lifting, statement: tree.ForCursor, path: Path) -> ForCursor:
    """`for_cursor`; the arguments are checked as expressions of their own."""
    target, cursor = lifting.name(statement.target), lifting.name(statement.cursor)
    args = cursor_arguments(lifting, statement.arguments)
    last = statement.arguments[-1] if statement.arguments else statement.cursor
    note, steps = _turns(lifting, statement.steps, _stop(last), path)
    label = _label(statement.label)
    return ForCursor(cursor=cursor, args=args, as_=(target,), label=label, note=note, loop=steps)


def cursor_arguments(lifting: Lifting, arguments: tuple[tree.Fragment, ...] | None) -> tuple[str, ...]:
    """Arguments of a cursor, named or not; the server wants at least one inside parentheses."""
    if arguments == ():
        raise UnliftableError("a cursor without arguments takes no parentheses")
    return tuple(lifting.argument(argument) for argument in arguments or ())


def lift_foreach(lifting: Lifting, statement: tree.Foreach, path: Path) -> Foreach:
    """`foreach`."""
    targets, array = lifting.names(statement.targets), lifting.sql(statement.array)
    note, steps = _turns(lifting, statement.steps, _stop(statement.array), path)
    label = _label(statement.label)
    return Foreach(targets=targets, array=array, slice=statement.slice, label=label, note=note, loop=steps)


def lift_way_out(lifting: Lifting, statement: tree.Exit | tree.Continue, _: Path) -> Exit | Continue:
    """`exit` and `continue`."""
    when = lifting.sql(statement.condition) if statement.condition else None
    return _WAYS_OUT[type(statement)](target=_label(statement.label), when=when)
