"""Names with control sequences are shown on every screen, and never obeyed by the terminal."""

import pytest
from textual.app import App

from tests.tui.conftest import deck, press, until
from tui.lists.row_list import RowList

NAMES = 'CREATE TABLE s."a\x1b[31mred\x1b]0;title\x07" (id integer);\nCREATE TABLE s."\u202egnp.exe" (id integer);\n'
SCREENS = ("I", "J", "L", "P", "F", "O", "B")


@pytest.fixture
def hostile(daemon, tmp_path):
    """A daemon whose only project has such names, once it is converted and assessed."""
    (tmp_path / "a\x1b[7m.sql").write_text(NAMES, encoding="utf-8")
    with daemon.client() as client:
        client.projects.add("hostile", [str(tmp_path)])
        with client.events.follow(0) as follow:
            next(event for event in follow if event.type == "project.assessed" or _assess(client, event))
    return daemon


def _assess(client, event) -> bool:
    if event.type == "unit.converted" and client.conversions.tally("hostile").units == 2:
        client.findings.assess("hostile")
    return False


def obeyed(app: App) -> set[str]:
    """The characters on the screen that a terminal would obey."""
    lines = app.screen._compositor.render_strips()
    return {char for line in lines for segment in line for char in segment.text if not char.isprintable()}


async def test_lists_show_them(hostile):
    async with deck(hostile) as pilot:
        for key in SCREENS:
            await press(pilot, key)
            assert obeyed(pilot.app) == set(), key


async def test_a_review_its_panel_and_its_dialogs_show_them(hostile):
    async with deck(hostile, (120, 40)) as pilot:
        await until(pilot, lambda: pilot.app.screen.query_one(RowList).total == 2)
        await press(pilot, "enter")
        assert "finding" in str(pilot.app.screen.view.diff.model.findings).lower()
        for keys in ((), ("i",), ("H",), ("r",), ("escape", "c"), ("escape", "question_mark"), ("escape", "ctrl+p")):
            await press(pilot, *keys)
            assert obeyed(pilot.app) == set(), keys
