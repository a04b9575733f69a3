"""The findings of a project: grouped by rule or one by one, with their fixes; opening one shows its place."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from daemon.client.resources.findings import FindingQuery
from daemon.wire.event import Event
from daemon.wire.finding import FindingCounts, FindingInfo, FindingPage, NewAcceptance, RuleCount
from daemon.wire.role import Permission
from tui.commands.shell_lines import ShellValues
from tui.deck_screen import DeckScreen
from tui.dialogs.accept_finding_dialog import AcceptFindingDialog
from tui.findings.finding_columns import FINDING_COLUMNS, RULE_COLUMNS
from tui.findings.finding_facts import finding_facts, fix_facts
from tui.inbox.unit_query import UnitQuery
from tui.lists.cursor_pages import CursorPages
from tui.lists.row_list import ROW_LIST, RowList
from tui.lists.row_source import RowSource
from tui.lists.sorted_source import sorted_source
from tui.screen_spec import ScreenSpec
from tui.widgets.fact_panel import FactPanel
from tui.widgets.severity_line import SeverityLine

SCREEN = ScreenSpec(
    name="findings",
    title="Findings",
    load=lambda: FindingsScreen,
    position=7,
    key="F",
    tab=False,
    nodes=(ROW_LIST,),
    command="specdeck findings list {project}",
    shell_lines={
        "findings.severity": "specdeck findings list {project} --severity {severity}",
        "findings.accepted": "specdeck findings list {project} --accepted",
        "findings.accept": "specdeck findings accept {finding} --reason REASON",
        "findings.reopen": "specdeck findings reopen {finding}",
    },
)
SEVERITIES = ("", "critical", "high", "medium", "low", "info")
EMPTY = "No findings.\nA project is assessed within a minute after its files are converted."
NO_MATCH = "No finding is like this.\nesc shows all rules, f the next severity."


class FindingsScreen(DeckScreen):
    """Lists rules with their counts, and the findings of one rule or of all, like `specdeck findings list`."""

    NAME = "findings"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "next_severity", "severity", id="findings.severity"),
        Binding("o", "toggle_groups", "by rule or all", id="findings.groups"),
        Binding("x", "toggle_accepted", "open or accepted", id="findings.accepted"),
        Binding("s", "accept", "accept", id="findings.accept"),
        Binding("u", "reopen", "reopen", id="findings.reopen", show=False),
        Binding("d", "show_fix", "fix", id="findings.fix"),
        Binding("escape", "close", "back", id="findings.close"),
    ]
    NEEDS_FINDING = frozenset({"accept", "reopen", "show_fix"})

    def __init__(self) -> None:
        super().__init__()
        self._severity, self._rule = "", ""
        self._grouped, self._accepted = True, False
        self._counts = FindingCounts("", ())

    def body(self) -> ComposeResult:
        yield SeverityLine()
        yield RowList[RuleCount | FindingInfo](self._source(), EMPTY)
        yield FactPanel()

    async def load(self) -> None:
        self._counts = await self.ask(lambda client: client.findings.counts(self.deck.project))
        self._show_counts()
        await self.query_one(RowList).reload()

    def is_affected_by(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith(("finding.", "project.")) for event in events)

    def disabled_reason(self, action: str, parameters: tuple[object, ...] = ()) -> str | None:  # noqa: ARG002 - has none
        if action not in self.NEEDS_FINDING:
            return None
        finding = self._finding
        if finding is None:
            return "Open a rule first: this is about one finding."
        if action == "show_fix" and finding.fix is None:
            return "This rule has no fix."
        if action != "show_fix" and not self.deck.user.may(Permission.DECIDE):
            return f"Not for a {self.deck.user.role.value}: it needs the permission to {Permission.DECIDE.value}."
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the key that goes back where there is something to go back to."""
        if action == "close" and not (self._rule or self._severity or self._accepted):
            return self.query_one(FactPanel).display
        return super().check_action(action, parameters)

    def shell_values(self) -> ShellValues:
        finding = self._finding
        known = {"project": self.deck.project, "severity": self._severity}
        if finding is None:
            return known
        return {**known, "finding": str(finding.id), "path": finding.path, "rule": finding.rule}

    # --- keys

    def action_next_severity(self) -> None:
        """Show only the next severity."""
        self._severity = SEVERITIES[(SEVERITIES.index(self._severity) + 1) % len(SEVERITIES)]
        self._change()

    def action_toggle_groups(self) -> None:
        """Show rules with their counts, or every finding."""
        self._grouped, self._rule = not self._grouped, ""
        self._change()

    def action_toggle_accepted(self) -> None:
        """Show accepted findings instead of open ones, or the other way round."""
        self._accepted = not self._accepted
        self._change()

    def action_accept(self) -> None:
        """Accept the finding under the cursor, with a reason."""
        finding = self._finding
        if finding is None:
            return

        def accept(answer: NewAcceptance | None) -> None:
            if answer is not None:
                done = f"Accepted {finding.rule} in {finding.name or finding.path}."
                self.deck.perform(lambda client: client.findings.accept(finding.id, answer), lambda _: done)

        self.app.push_screen(AcceptFindingDialog(finding), accept)

    def action_reopen(self) -> None:
        """Open the accepted finding under the cursor again."""
        if finding := self._finding:
            done = f"Reopened {finding.rule} in {finding.name or finding.path}."
            self.deck.perform(lambda client: client.findings.reopen(finding.id), lambda _: done)

    async def action_show_fix(self) -> None:
        """Show the lines that the fix of the finding changes."""
        finding = self._finding
        if finding is None or finding.fix is None or finding.unit is None:
            return
        unit, fix = finding.unit, finding.fix
        sql = (await self.ask(lambda client: client.conversions.get(unit))).sql
        self.query_one(FactPanel).show(f"{finding.rule} {finding.title}", fix_facts(finding, fix, sql))

    def action_close(self) -> None:
        """Close the panel; then go back to the rules; then show every severity again."""
        facts = self.query_one(FactPanel)
        if facts.display:
            facts.close()
        elif self._rule:
            self._grouped, self._rule = True, ""
            self._change()
        elif self._severity or self._accepted:
            self._severity, self._accepted = "", False
            self._change()

    # --- the list

    def on_row_list_opened(self) -> None:
        """Open a rule: its findings; or a finding: its place in the review of its unit."""
        row = self.query_one(RowList).current
        if isinstance(row, RuleCount):
            self._grouped, self._rule = False, row.rule
            self._change()
        elif isinstance(row, FindingInfo) and row.unit is not None:
            query = UnitQuery(row.project, f"id = {row.unit}")
            self.app.push_screen(self.deck.make_screen("review", query, row.unit, 0, row.start))

    def on_row_list_cursor_moved(self) -> None:
        finding = self._finding
        if finding is None:
            self.query_one(FactPanel).close()
        else:
            self.query_one(FactPanel).show(finding.name or finding.path, finding_facts(finding))
        self.refresh_bindings()

    @property
    def _finding(self) -> FindingInfo | None:
        row = self.query_one(RowList).current
        if isinstance(row, FindingInfo):
            return row
        return None

    def _change(self) -> None:
        rows = self.query_one(RowList)
        self.query_one(FactPanel).close()
        rows.empty = NO_MATCH if self._severity or self._rule or self._accepted else EMPTY
        rows.change(self._source())
        self._show_counts()
        self.refresh_data()

    def _show_counts(self) -> None:
        counts: dict[str, int] = {}
        for each in self._counts.items:
            counts[each.severity] = counts.get(each.severity, 0) + (each.accepted if self._accepted else each.open)
        title = "Accepted" if self._accepted else "Open"
        self.query_one(SeverityLine).show(counts, self._severity, title)

    def _source(self) -> RowSource[RuleCount | FindingInfo]:
        if self._grouped:
            return sorted_source(self._read_rules, lambda row: row.rule, RULE_COLUMNS)  # type: ignore[return-value]
        wanted = FindingQuery(self._severity, self._rule, self._accepted)

        async def read(cursor: str | None, limit: int) -> FindingPage:
            return await self.ask(lambda client: client.findings.page(self.deck.project, wanted, cursor, limit))

        return RowSource(CursorPages(read).fetch, lambda row: row.id, FINDING_COLUMNS)  # type: ignore[arg-type,union-attr]

    async def _read_rules(self) -> Sequence[RuleCount]:
        found = [each for each in self._counts.items if self._severity in ("", each.severity)]
        return [each for each in found if (each.accepted if self._accepted else each.open)]
