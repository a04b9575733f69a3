"""The overview: figures, trend and where to begin."""

import pytest

from daemon.wire.role import Role
from tests.plugins.daemon import Daemon
from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press, until
from tui.findings.trend import spark_line
from tui.lists.row_list import RowList


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
        await press(pilot, "O")
        snapshot(pilot.app)


async def test_a_key_and_a_click_on_a_title_sort_the_list(assessed):
    async with deck(assessed) as pilot:
        await press(pilot, "O", "S")
        rows = pilot.app.screen.query_one(RowList)
        assert "START HERE ▴" in text_of(pilot.app)
        await pilot.click(RowList, offset=(44, 0))
        await until(pilot, lambda: "RISK ▴" in text_of(pilot.app) and rows.current)
        assert rows.current["risk"] == min(row["risk"] for row in pilot.app.screen._points)


async def test_opening_a_unit_reviews_it(assessed):
    async with deck(assessed) as pilot:
        await press(pilot, "O", "enter")
        await until(pilot, lambda: pilot.app.screen.NAME == "review" and pilot.app.screen.review)
        assert pilot.app.screen.review.findings


async def test_a_viewer_learns_why_nothing_is_assessed(assessed):
    async with deck(assessed, role=Role.VIEWER) as pilot:
        await press(pilot, "O", "R")
        assert "permission to job.run" in text_of(pilot.app)


async def test_a_project_without_an_assessment_says_when_it_comes(daemon, tmp_path):
    with daemon.client() as client:
        client.projects.add("fresh", [str(tmp_path)])
    async with deck(daemon) as pilot:
        await press(pilot, "O")
        assert "Not assessed yet" in text_of(pilot.app)


@pytest.mark.parametrize(
    ("values", "line"), [((), ""), ((5, 5), "▄▄"), ((0, 7), "▁█"), ((1, 2, 3, 4, 5, 6, 7, 8, 9), "▁▂▃▄▅▆▇█")]
)
def test_a_trend_is_drawn_between_its_least_and_its_most(values, line):
    assert spark_line(values, 8)[-8:] == line
