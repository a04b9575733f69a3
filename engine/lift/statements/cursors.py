"""OPEN, FETCH, MOVE, CLOSE."""

from engine.lift.lift_context import LiftContext
from engine.lift.origin import Path
from engine.lift.statements.dynamic_text import lift_query
from engine.lift.statements.loops import cursor_arguments
from engine.plpgsql import tree
from engine.spec.steps.close import CloseStep
from engine.spec.steps.fetch import FetchStep
from engine.spec.steps.move import MoveStep
from engine.spec.steps.open import OpenStep


def lift_open(context: LiftContext, statement: tree.Open, _: Path) -> OpenStep:
    """`open`."""
    cursor = context.name(statement.cursor)
    if statement.query:
        return OpenStep(cursor=cursor, for_=lift_query(context, statement.query), scroll=statement.scroll)
    return OpenStep(cursor=cursor, args=cursor_arguments(context, statement.arguments))


def lift_fetch(context: LiftContext, statement: tree.Fetch, _: Path) -> FetchStep:
    """`fetch`."""
    direction = _direction(context, statement.direction)
    cursor = context.name(statement.cursor)
    return FetchStep(cursor=cursor, direction=direction, into=context.names(statement.into.targets))


def lift_move(context: LiftContext, statement: tree.Move, _: Path) -> MoveStep:
    """`move`."""
    direction = _direction(context, statement.direction)
    return MoveStep(cursor=context.name(statement.cursor), direction=direction)


def lift_close(context: LiftContext, statement: tree.Close, _: Path) -> CloseStep:
    """`close`."""
    return CloseStep(cursor=context.name(statement.cursor))


def _direction(context: LiftContext, direction: tree.Direction | None) -> str | None:
    """Return the direction in capitals; None for NEXT, the default."""
    if not direction or direction.word == "next":
        return None
    if direction.every:
        return f"{direction.word.upper()} ALL"
    if not direction.count:
        return direction.word.upper()
    count = context.sql(direction.count)
    if direction.word == "count":
        return count
    return f"{direction.word.upper()} {count}"
