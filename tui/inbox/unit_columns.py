"""The columns of the inbox."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from daemon.wire.inbox import InboxItem
from tui.appearance.badges import LANE_BADGES, STATE_BADGES, VERDICT_BADGES, Badge, Tone, badge_for
from tui.lists.table_column import MIDDLE, Cell, TableColumn, fit_name
from tui.local_time import short_time
from tui.plural import count_noun
from tui.printable import to_printable

KINDS = 76  # the narrowest list with a column for kinds
EDITED = "✎"  # somebody edited the spec file
ERROR = Badge("!", "error", Tone.BAD)
STATEMENTS = frozenset({"alter", "call", "comment", "data", "do", "drop", "grant", "set"})


def unit_label(item: InboxItem) -> str:
    """Return the name of a unit, or its kind and its file if it has none."""
    return item.name or f"{item.kind} in {PurePath(item.source).name}"


def _marked(found: Badge) -> Cell:
    return Cell(str(found), found.tone)


def state_badge(item: InboxItem) -> Badge:
    """Return the badge of a unit's state; a unit whose spec file was edited has a glyph and a tone of its own."""
    found = badge_for(STATE_BADGES, item.state)
    return replace(found, glyph=EDITED, tone=Tone.ASKED) if item.edited else found


def _state(item: InboxItem) -> Cell:
    return _marked(state_badge(item))


def _glyph(item: InboxItem) -> Cell:
    found = state_badge(item)
    return Cell(found.glyph, found.tone)


def _name(item: InboxItem) -> Cell:
    return Cell(to_printable(unit_label(item)), tail=_folded(item), fit=fit_name)


def _folded(item: InboxItem) -> str:
    """Return what is folded into the row of a unit."""
    if item.statements:
        return f" (+{count_noun(item.statements, 'statement')})"
    return f" (+{item.earlier} earlier)" if item.earlier else ""


def _kind_and_name(item: InboxItem) -> Cell:
    # A statement has the name of the object it is about: its kind distinguishes the two.
    is_statement = item.name and item.kind in STATEMENTS
    label = f"{item.kind} {item.name}" if is_statement else unit_label(item)
    return Cell(to_printable(label), tail=_folded(item), fit=fit_name)


def verdict_badge(item: InboxItem) -> Badge:
    """Return the badge of a unit's verdict, or of the error that kept it from one."""
    if item.fault:
        return ERROR
    return badge_for(VERDICT_BADGES, item.verdict)


def _verdict(item: InboxItem) -> Cell:
    return _marked(verdict_badge(item))


def _covered(item: InboxItem) -> Cell:
    return Cell(f"{int(item.coverage * 100)} %", Tone.WARN if item.raw else Tone.QUIET)


def _risk(item: InboxItem) -> Cell:
    return Cell(to_printable(", ".join(item.risk)), Tone.WARN)


def _lane(item: InboxItem) -> Cell:
    """Return the lane, with the confidence once learning scored the unit."""
    found = badge_for(LANE_BADGES, item.lane)
    sure = "" if item.confidence is None else f" {int(item.confidence * 100)} %"
    return Cell(f"{found}{sure}", found.tone)


def _approvals(item: InboxItem) -> Cell:
    return Cell(f"{len(item.approvals)}/{item.needed}", Tone.GOOD if item.approvals else Tone.QUIET)


def _asked(item: InboxItem) -> Cell:
    return Cell(to_printable(", ".join(item.asked)), Tone.ACCENT)


def _kind(item: InboxItem) -> Cell:
    return Cell(item.kind, Tone.QUIET)


def _changed(item: InboxItem) -> Cell:
    return Cell(short_time(item.changed), Tone.QUIET)


def _number(number: int) -> Cell:
    return Cell(str(number), Tone.PLAIN if number else Tone.QUIET)


# The name of a unit keeps 40 cells; further columns appear as the list grows wider.
UNIT_COLUMNS: Sequence[TableColumn[InboxItem]] = (
    TableColumn("", 1, _glyph, most=MIDDLE - 1, field="state"),
    TableColumn("STATE", 12, _state, least=MIDDLE, most=119, field="state"),
    TableColumn("STATE", 19, _state, least=120, stretches=True, field="state"),
    TableColumn("UNIT", 0, _kind_and_name, most=KINDS - 1, field="name"),
    TableColumn("UNIT", 0, _name, least=KINDS, field="name"),
    TableColumn("KIND", 11, _kind, least=KINDS, stretches=True, field="kind"),
    TableColumn("VERDICT", 12, _verdict, stretches=True, field="verdict"),
    TableColumn("COVERED", 7, _covered, least=MIDDLE, right=True, field="coverage"),
    TableColumn("RISK", 14, _risk, least=100, most=103, stretches=True, field="risk"),
    TableColumn("RISK", 22, _risk, least=104, stretches=True, field="risk"),
    TableColumn("LANE", 13, _lane, least=130, stretches=True, field="lane"),
    TableColumn("YES", 4, _approvals, least=135, right=True, field="approvals"),
    TableColumn("CHANGED", 8, _changed, least=145, field="changed"),
    TableColumn("ASKED", 12, _asked, least=158, stretches=True, field="asked"),
)

# Every column that can be chosen, with the width it takes then.
ALL_COLUMNS: Sequence[TableColumn[InboxItem]] = (
    TableColumn("ID", 5, lambda item: Cell(str(item.id), Tone.QUIET), right=True, field="id"),
    TableColumn("STATE", 12, _state, stretches=True, field="state"),
    TableColumn("UNIT", 0, _name, field="name"),
    TableColumn("KIND", 11, _kind, stretches=True, field="kind"),
    TableColumn("VERDICT", 12, _verdict, stretches=True, field="verdict"),
    TableColumn("COVERED", 7, _covered, right=True, field="coverage"),
    TableColumn("RISK", 14, _risk, stretches=True, field="risk"),
    TableColumn("LANE", 8, _lane, stretches=True, field="lane"),
    TableColumn("YES", 4, _approvals, right=True, field="approvals"),
    TableColumn("CHANGED", 8, _changed, field="changed"),
    TableColumn("ASKED", 8, _asked, stretches=True, field="asked"),
    TableColumn("FILE", 16, lambda item: Cell(to_printable(item.source), Tone.QUIET), stretches=True, field="source"),
    TableColumn("LINES", 5, lambda item: _number(item.lines), right=True, field="lines"),
    TableColumn("RAW", 4, lambda item: _number(item.raw), right=True, field="raw"),
    TableColumn("ENTITY", 12, lambda item: Cell(to_printable(item.entity or "")), stretches=True, field="entity"),
    TableColumn("AUTHOR", 8, lambda item: Cell(to_printable(item.author or "")), stretches=True, field="author"),
    TableColumn("PROPOSED", 8, lambda item: _number(item.proposals), right=True, field="proposals"),
    TableColumn("COMMENTS", 8, lambda item: _number(item.comments), right=True, field="comments"),
    TableColumn("ALIKE", 5, lambda item: _number(item.alike), right=True, field="alike"),
)
