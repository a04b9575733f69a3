"""The columns of the lists of findings: rules with their counts, and single findings."""

from collections.abc import Sequence

from daemon.wire.finding import FindingInfo, RuleCount
from tui.appearance.badges import SEVERITY_BADGES, Tone, badge_for
from tui.printable import to_printable
from tui.widgets.table_column import MIDDLE, WIDE, Cell, TableColumn


def _severity(severity: str) -> Cell:
    found = badge_for(SEVERITY_BADGES, severity)
    return Cell(str(found), found.tone)


def _count(number: int, tone: Tone) -> Cell:
    return Cell(str(number) if number else "", tone)


RULE_COLUMNS: Sequence[TableColumn[RuleCount]] = (
    TableColumn("SEVERITY", 10, lambda each: _severity(each.severity)),
    TableColumn("RULE", 7, lambda each: Cell(each.rule, Tone.QUIET)),
    TableColumn("TITLE", 0, lambda each: Cell(to_printable(each.title.replace("-", " ")))),
    TableColumn("CATEGORY", 12, lambda each: Cell(each.category, Tone.QUIET), least=MIDDLE),
    TableColumn("OPEN", 6, lambda each: _count(each.open, Tone.PLAIN), right=True),
    TableColumn("ACCEPTED", 8, lambda each: _count(each.accepted, Tone.QUIET), least=MIDDLE, right=True),
)
FINDING_COLUMNS: Sequence[TableColumn[FindingInfo]] = (
    TableColumn("SEVERITY", 10, lambda each: _severity(each.severity)),
    TableColumn("RULE", 7, lambda each: Cell(each.rule, Tone.QUIET), least=MIDDLE),
    TableColumn("UNIT", 30, lambda each: Cell(to_printable(each.name or each.path)), least=MIDDLE, stretches=True),
    TableColumn("LINE", 5, lambda each: Cell(str(each.line), Tone.QUIET), least=WIDE, right=True),
    TableColumn("FIX", 3, lambda each: Cell("✎" if each.fix else "", Tone.ACCENT), least=MIDDLE),
    TableColumn("MESSAGE", 0, lambda each: Cell(to_printable(each.message))),
)
