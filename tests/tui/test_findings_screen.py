"""The findings: grouped by rule, one by one, with their fixes, accepted and opened again."""

import pytest

from daemon.wire.finding import FindingInfo, FixEdit, ProposedFix
from daemon.wire.role import Role
from tests.plugins.daemon import Daemon
from tests.plugins.snapshot import text_of
from tests.tui.conftest import commanded, deck, press, until
from tui.findings.finding_facts import fix_facts


@pytest.fixture(scope="module")
def assessed(demo) -> Daemon:
    """The demo's sample, assessed."""
    with demo.client() as client:
        project = next(iter(client.projects.list()))
        job = client.findings.assess(project.id).job
        for event in client.events.follow(0):
            if event.type == "job.done" and event.subject == job:
                return demo
    raise AssertionError


async def test_it_looks_as_it_was_looked_at(assessed, snapshot, size):
    async with deck(assessed, size) as pilot:
        await press(pilot, "F")
        snapshot(pilot.app)


async def test_the_findings_of_a_rule_look_as_they_were_looked_at(assessed, snapshot, size):
    async with deck(assessed, size) as pilot:
        await press(pilot, "F", "enter")
        snapshot(pilot.app)


async def test_a_severity_chooses_the_rules_and_escape_shows_all_again(assessed):
    async with deck(assessed) as pilot:
        await press(pilot, "F", "f", "f")
        assert "[5 high]" in text_of(pilot.app)
        assert "SEC101" in text_of(pilot.app) and "SEC001" not in text_of(pilot.app)
        await press(pilot, "escape")
        assert "SEC001" in text_of(pilot.app)


async def test_opening_a_finding_shows_its_line_in_the_review(assessed):
    async with deck(assessed) as pilot:
        await press(pilot, "F", "enter", "j", "j", "enter")
        view = pilot.app.screen.view.diff
        await until(pilot, lambda: view.place.line > 0)
        assert "EXECUTE" in view.model.sides[0].lines[view.place.line].upper()
        await press(pilot, "escape")
        assert pilot.app.screen.NAME == "findings"


async def test_a_finding_is_accepted_with_a_reason_and_opened_again(assessed):
    async with deck(assessed) as pilot:
        await press(pilot, "F", "enter", "s", *"legacy", "enter")
        await until(pilot, lambda: "[54 all]" in text_of(pilot.app))
        await press(pilot, "x")
        assert "by a person: legacy" in text_of(pilot.app)
        await press(pilot, "u")
        await until(pilot, lambda: "[0 all]" in text_of(pilot.app))


async def test_a_rule_without_a_fix_says_so(assessed):
    async with deck(assessed) as pilot:
        await press(pilot, "F", "enter", "d")
        assert "This rule has no fix." in text_of(pilot.app)


def test_a_fix_shows_the_lines_that_it_changes_and_the_command():
    sql = "SELECT id\nFROM item\nWHERE size != 1"
    at = sql.index("!=")
    fix = ProposedFix("refactor", (FixEdit(at, at + 2, "<>"),))
    finding = FindingInfo(
        id=1, project="p", unit=1, name="", path="a.sql", line=3, start=at, end=at + 2, rule="REF104", title="style",
        family="style", category="refactor", severity="info", cwe=None, message="", hint="", minutes=1, since="",
        fix=fix,
    )  # fmt: skip
    facts = fix_facts(finding, fix, sql)
    assert facts["lines"] == "-WHERE size != 1\n+WHERE size <> 1"
    assert facts["apply"] == "specdeck findings fix a.sql --rule REF104 --apply"


async def test_a_viewer_learns_why_nothing_is_accepted(assessed):
    async with deck(assessed, role=Role.VIEWER) as pilot:
        await press(pilot, "F", "enter", "s")
        assert "permission to decide" in text_of(pilot.app)


async def test_the_command_line_goes_there(assessed):
    async with deck(assessed) as pilot:
        await commanded(pilot, "findings")
        assert pilot.app.screen.NAME == "findings"
