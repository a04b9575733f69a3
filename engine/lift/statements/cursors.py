"""OPEN, FETCH, MOVE, CLOSE."""

from engine.lift.lift_context import LiftContext
from engine.lift.origin import Path
from engine.lift.statements.loops import cursor_arguments
from engine.plpgsql import tree
from engine.spec.steps.close import CloseStep
from engine.spec.steps.fetch import FetchStep
from engine.spec.steps.move import MoveStep
from engine.spec.steps.open import OpenStep


def lift_open(lifting: LiftContext, statement: tree.Open, _: Path) -> OpenStep:
    """`open`."""
    cursor = lifting.name(statement.cursor)
    if statement.query:
        return OpenStep(cursor=cursor, for_=lifting.query(statement.query), scroll=statement.scroll)
    return OpenStep(cursor=cursor, args=cursor_arguments(lifting, statement.arguments))


def lift_fetch(lifting: LiftContext, statement: tree.Fetch, _: Path) -> FetchStep:
    """`fetch`."""
    direction = _direction(lifting, statement.direction)
    cursor = lifting.name(statement.cursor)
    return FetchStep(cursor=cursor, direction=direction, into=lifting.names(statement.into.targets))


def lift_move(lifting: LiftContext, statement: tree.Move, _: Path) -> MoveStep:
    """`move`."""
    direction = _direction(lifting, statement.direction)
    return MoveStep(cursor=lifting.name(statement.cursor), direction=direction)


def lift_close(lifting: LiftContext, statement: tree.Close, _: Path) -> CloseStep:
    """`close`."""
    return CloseStep(cursor=lifting.name(statement.cursor))


def _direction(lifting: LiftContext, direction: tree.Direction | None) -> str | None:
    """The direction in capitals; NEXT is what no direction means."""
    if not direction or direction.word == "next":
        return None
    if direction.every:
        return f"{direction.word.upper()} ALL"
    if not direction.count:
        return direction.word.upper()
    count = lifting.sql(direction.count)
    return count if direction.word == "count" else f"{direction.word.upper()} {count}"
