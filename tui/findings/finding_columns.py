"""The columns of the lists of findings: rules with their counts, and single findings."""

from collections.abc import Sequence

from daemon.wire.finding import FindingInfo, RuleCount
from tui.appearance.badges import SEVERITY_BADGES, Tone, badge_for
from tui.lists.table_column import MIDDLE, WIDE, Cell, TableColumn, fit_name
from tui.printable import to_printable

RANKS = {severity: rank for rank, severity in enumerate(SEVERITY_BADGES)}


def _severity(severity: str) -> Cell:
    found = badge_for(SEVERITY_BADGES, severity)
    return Cell(str(found), found.tone)


def _count(number: int, tone: Tone) -> Cell:
    return Cell(str(number) if number else "", tone)


def _rank(rule: RuleCount) -> int:
    return RANKS.get(rule.severity, len(RANKS))


def _title(rule: RuleCount) -> Cell:
    return Cell(to_printable(rule.title.replace("-", " ")))


def _category(rule: RuleCount) -> Cell:
    return Cell(rule.category, Tone.QUIET)


def _open(rule: RuleCount) -> Cell:
    return _count(rule.open, Tone.PLAIN)


def _accepted(rule: RuleCount) -> Cell:
    return _count(rule.accepted, Tone.QUIET)


def _unit(finding: FindingInfo) -> Cell:
    return Cell(to_printable(finding.name or finding.path), fit=fit_name)


RULE_COLUMNS: Sequence[TableColumn[RuleCount]] = (
    TableColumn("SEVERITY", 10, lambda each: _severity(each.severity), field="severity", value=_rank),
    TableColumn("RULE", 7, lambda each: Cell(each.rule, Tone.QUIET), field="rule", value=lambda each: each.rule),
    TableColumn("TITLE", 0, _title, field="title", value=lambda each: each.title),
    TableColumn("CATEGORY", 12, _category, least=MIDDLE, field="category", value=lambda each: each.category),
    TableColumn("OPEN", 6, _open, right=True, field="open", value=lambda each: each.open),
    TableColumn("ACCEPTED", 8, _accepted, least=MIDDLE, right=True, field="accepted", value=lambda each: each.accepted),
)
FINDING_COLUMNS: Sequence[TableColumn[FindingInfo]] = (
    TableColumn("SEVERITY", 10, lambda each: _severity(each.severity)),
    TableColumn("RULE", 7, lambda each: Cell(each.rule, Tone.QUIET), least=MIDDLE),
    TableColumn("UNIT", 30, _unit, least=MIDDLE, stretches=True),
    TableColumn("LINE", 5, lambda each: Cell(str(each.line), Tone.QUIET), least=WIDE, right=True),
    TableColumn("FIX", 3, lambda each: Cell("✎" if each.fix else "", Tone.ACCENT), least=MIDDLE),
    TableColumn("MESSAGE", 0, lambda each: Cell(to_printable(each.message))),
)
