"""Units as rows: what each column of the inbox says."""

from collections.abc import Sequence
from pathlib import PurePath

from daemon.wire.inbox import InboxItem
from tui.appearance.badges import LANE_BADGES, STATE_BADGES, VERDICT_BADGES, Badge, Tone, badge_for
from tui.local_time import short_time
from tui.printable import to_printable
from tui.widgets.table_column import MIDDLE, Cell, TableColumn

KINDS = 115  # the narrowest list that has a column for them
STATEMENTS = frozenset({"alter", "call", "comment", "data", "do", "drop", "grant", "set"})


def unit_label(item: InboxItem) -> str:
    """The name of a unit; what has none is told by its kind and its file."""
    return item.name or f"{item.kind} in {PurePath(item.source).name}"


def _marked(found: Badge) -> Cell:
    return Cell(str(found), found.tone)


def _state(item: InboxItem) -> Cell:
    return _marked(badge_for(STATE_BADGES, item.state))


def _glyph(item: InboxItem) -> Cell:
    found = badge_for(STATE_BADGES, item.state)
    return Cell(found.glyph, found.tone)


def _name(item: InboxItem) -> Cell:
    return Cell(to_printable(unit_label(item)))


def _kind_and_name(item: InboxItem) -> Cell:
    # A statement about an object has the object's name: what it is says which of them is meant.
    said = f"{item.kind} {item.name}" if item.name and item.kind in STATEMENTS else unit_label(item)
    return Cell(to_printable(said))


def _verdict(item: InboxItem) -> Cell:
    return Cell("! error", Tone.BAD) if item.fault else _marked(badge_for(VERDICT_BADGES, item.verdict))


def _covered(item: InboxItem) -> Cell:
    return Cell(f"{int(item.coverage * 100)} %", Tone.WARN if item.raw else Tone.QUIET)


def _risk(item: InboxItem) -> Cell:
    return Cell(to_printable(", ".join(item.risk)), Tone.WARN)


def _approvals(item: InboxItem) -> Cell:
    return Cell(f"{len(item.approvals)}/{item.needed}", Tone.GOOD if item.approvals else Tone.QUIET)


def _asked(item: InboxItem) -> Cell:
    return Cell(to_printable(", ".join(item.asked)), Tone.ACCENT)


# A unit's name keeps 40 cells: each further column waits for a list that has room for it beside them.
UNIT_COLUMNS: Sequence[TableColumn[InboxItem]] = (
    TableColumn("", 1, _glyph, most=MIDDLE - 1),
    TableColumn("STATE", 19, _state, least=MIDDLE),
    TableColumn("UNIT", 0, _kind_and_name, most=KINDS - 1),
    TableColumn("UNIT", 0, _name, least=KINDS),
    TableColumn("KIND", 9, lambda item: Cell(item.kind, Tone.QUIET), least=KINDS),
    TableColumn("VERDICT", 12, _verdict),
    TableColumn("COVERED", 7, _covered, least=MIDDLE, right=True),
    TableColumn("RISK", 14, _risk, least=100),
    TableColumn("LANE", 8, lambda item: _marked(badge_for(LANE_BADGES, item.lane)), least=125),
    TableColumn("YES", 4, _approvals, least=130, right=True),
    TableColumn("CHANGED", 8, lambda item: Cell(short_time(item.changed), Tone.QUIET), least=140),
    TableColumn("ASKED", 12, _asked, least=154),
)
