"""OPEN, FETCH, MOVE, CLOSE."""

from engine.lift.lifting import Lifting
from engine.lift.loops import cursor_arguments
from engine.lift.origin import Path
from engine.plpgsql import tree
from engine.spec.steps.close import Close
from engine.spec.steps.fetch import Fetch
from engine.spec.steps.move import Move
from engine.spec.steps.open import Open


def lift_open(lifting: Lifting, statement: tree.Open, _: Path) -> Open:
    """`open`."""
    cursor = lifting.name(statement.cursor)
    if statement.query:
        return Open(cursor=cursor, for_=lifting.query(statement.query), scroll=statement.scroll)
    return Open(cursor=cursor, args=cursor_arguments(lifting, statement.arguments))


def lift_fetch(lifting: Lifting, statement: tree.Fetch, _: Path) -> Fetch:
    """`fetch`."""
    direction = _direction(lifting, statement.direction)
    cursor = lifting.name(statement.cursor)
    return Fetch(cursor=cursor, direction=direction, into=lifting.names(statement.into.targets))


def lift_move(lifting: Lifting, statement: tree.Move, _: Path) -> Move:
    """`move`."""
    direction = _direction(lifting, statement.direction)
    return Move(cursor=lifting.name(statement.cursor), direction=direction)


def lift_close(lifting: Lifting, statement: tree.Close, _: Path) -> Close:
    """`close`."""
    return Close(cursor=lifting.name(statement.cursor))


def _direction(lifting: Lifting, direction: tree.Direction | None) -> str | None:
    """The direction in capitals; NEXT is what no direction means."""
    if not direction or direction.word == "next":
        return None
    if direction.every:
        return f"{direction.word.upper()} ALL"
    if not direction.count:
        return direction.word.upper()
    count = lifting.sql(direction.count)
    return count if direction.word == "count" else f"{direction.word.upper()} {count}"
