"""Each action shows the command that does the same."""

import shlex

import pytest

from specdeck.reference.command_tree import command_entries
from tests.tui.conftest import deck, press
from tui.commands.actions import screen_actions
from tui.commands.shell_lines import fill_shell_line
from tui.keymap.scenes import action_titles
from tui.screen_registry import SHELL_LINES

KNOWN = {entry.name: entry for entry in command_entries()}
WORDS = {
    "project": "erp",
    "where": "state = 'x y'",
    "sort": "name",
    "unit": "12",
    "view": "risky",
    "units": ("12", "13"),
    "where_alike": 'cluster = "ab12"',
    "proposal": "3",
    "line": "7",
    "waive": "REASON",
    "subject": "unit:12",
    "state": "ready",
    "job": "job_1",
    "scope": "all",
    "severity": "high",
    "finding": "12",
}
ON_THE_SCREEN_ONLY = {
    "app",
    "columns",
    "command",
    "confirm",
    "conflict",
    "dialog",
    "diff",
    "edit",
    "facts",
    "help",
    "bulk",
    "palette",
    "panel",
    "query",
    "reject",
    "report",
    "rows",
}
LOOKING = {
    *("projects.ignore", "projects.rescan", "cost.days"),
    *("findings.close", "findings.fix", "findings.groups", "overview.close", "patterns.part", "patterns.close"),
    *("inbox.back", "jobs.close", "journal.back", "review.back", "review.blind", "review.next", "review.previous"),
    *("review.round_trip", *(f"inbox.view_{number}" for number in range(1, 10))),
}


def parsed(line):
    """What the command line makes of a line, without running it."""
    words = shlex.split(line)
    name = next(" ".join(words[:n]) for n in (4, 3, 2) if " ".join(words[:n]) in KNOWN)
    return KNOWN[name].command.make_context(name, words[len(name.split()) :]).params


def shell_line(action, values, options=()):
    return fill_shell_line(SHELL_LINES.get(action, ""), values, options)


def test_words_are_quoted_for_a_shell():
    line = shell_line("inbox.filter", {"project": "erp", "where": "state = 'x y'"})
    assert shlex.split(line)[3:] == ["--where", "state = 'x y'", "--project", "erp"]


def test_an_option_without_a_value_is_left_out_and_a_missing_name_is_in_capitals():
    assert shell_line("inbox.filter", {"project": "erp"}) == "specdeck review list --project erp"
    assert shell_line("jobs.retry", {"job": ""}) == "specdeck jobs retry JOB"


def test_units_are_named_or_a_query_finds_them():
    named = {"project": "erp", "units": ("12", "13"), "where_chosen": ""}
    assert shell_line("inbox.skip", named) == "specdeck review skip 12 13 --project erp"
    found = {"project": "erp", "units": (), "where_chosen": "open"}
    assert shell_line("inbox.skip", found) == "specdeck review skip --where open --project erp"


def test_a_line_leads_to_the_daemon_that_the_deck_speaks_to():
    assert shell_line("go.jobs", {}, ("--instance", "demo")) == "specdeck jobs list --instance demo"


def test_what_no_command_does_has_no_line():
    assert shell_line("rows.down", {}, ("--instance", "demo")) == ""


@pytest.mark.parametrize("action", SHELL_LINES)
def test_every_line_is_read_by_the_command_line(action):
    assert parsed(shell_line(action, WORDS, ("--instance", "demo")))["instance"] == "demo"


def test_every_action_has_a_line_or_is_about_the_screen_alone():
    about = {name for name in action_titles() if name.partition(".")[0] not in ON_THE_SCREEN_ONLY}
    assert about - SHELL_LINES.keys() == LOOKING


async def test_the_palette_names_the_unit_under_the_cursor_and_those_that_are_chosen(demo):
    async with deck(demo) as pilot:
        one = str(pilot.app.screen.query_one("RowList").current.id)
        assert screen_actions(pilot.app.screen)["inbox.skip"].shell == f"specdeck review skip {one} --project erp"
        await press(pilot, "space", "space")
        chosen = pilot.app.screen.query_one("RowList").selection.keys
        line = screen_actions(pilot.app.screen)["inbox.skip"].shell
        assert set(parsed(line)["units"]) == {str(key) for key in chosen}
        await press(pilot, "asterisk")
        assert parsed(screen_actions(pilot.app.screen)["inbox.skip"].shell)["where"] == "open"
