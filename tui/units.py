"""Units as rows: what each column of the inbox says."""

from collections.abc import Sequence
from pathlib import PurePath

from daemon.wire.inbox import Item
from tui.clock import moment
from tui.marks import LANES, STATES, VERDICTS, Mark, Tone, mark
from tui.printable import printable
from tui.widgets.column import MIDDLE, Cell, Column

KINDS = 115  # the narrowest list that has a column for them
STATEMENTS = frozenset({"alter", "call", "comment", "data", "do", "drop", "grant", "set"})


def called(item: Item) -> str:
    """The name of a unit; what has none is told by its kind and its file."""
    return item.name or f"{item.kind} in {PurePath(item.source).name}"


def _marked(found: Mark) -> Cell:
    return Cell(str(found), found.tone)


def _state(item: Item) -> Cell:
    return _marked(mark(STATES, item.state))


def _glyph(item: Item) -> Cell:
    found = mark(STATES, item.state)
    return Cell(found.glyph, found.tone)


def _name(item: Item) -> Cell:
    return Cell(printable(called(item)))


def _kind_and_name(item: Item) -> Cell:
    # A statement about an object has the object's name: what it is says which of them is meant.
    said = f"{item.kind} {item.name}" if item.name and item.kind in STATEMENTS else called(item)
    return Cell(printable(said))


def _verdict(item: Item) -> Cell:
    return Cell("! error", Tone.BAD) if item.fault else _marked(mark(VERDICTS, item.verdict))


def _covered(item: Item) -> Cell:
    return Cell(f"{int(item.coverage * 100)} %", Tone.WARN if item.raw else Tone.QUIET)


def _risk(item: Item) -> Cell:
    return Cell(printable(", ".join(item.risk)), Tone.WARN)


def _approvals(item: Item) -> Cell:
    return Cell(f"{len(item.approvals)}/{item.needed}", Tone.GOOD if item.approvals else Tone.QUIET)


def _asked(item: Item) -> Cell:
    return Cell(printable(", ".join(item.asked)), Tone.ACCENT)


# A unit's name keeps 40 cells: each further column waits for a list that has room for it beside them.
COLUMNS: Sequence[Column[Item]] = (
    Column("", 1, _glyph, most=MIDDLE - 1),
    Column("STATE", 19, _state, least=MIDDLE),
    Column("UNIT", 0, _kind_and_name, most=KINDS - 1),
    Column("UNIT", 0, _name, least=KINDS),
    Column("KIND", 9, lambda item: Cell(item.kind, Tone.QUIET), least=KINDS),
    Column("VERDICT", 12, _verdict),
    Column("COVERED", 7, _covered, least=MIDDLE, right=True),
    Column("RISK", 14, _risk, least=100),
    Column("LANE", 8, lambda item: _marked(mark(LANES, item.lane)), least=125),
    Column("YES", 4, _approvals, least=130, right=True),
    Column("CHANGED", 8, lambda item: Cell(moment(item.changed), Tone.QUIET), least=140),
    Column("ASKED", 12, _asked, least=154),
)
