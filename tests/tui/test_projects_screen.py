"""The projects: their progress and their members."""

import os
import pwd

import pytest
from textual.widgets import Input

from daemon.wire.member import NewMember
from daemon.wire.role import Role
from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press, settled, until
from tui.lists.row_list import RowList
from tui.widgets.fact_panel import FactPanel


async def test_it_looks_as_it_was_looked_at(demo, snapshot, size):
    async with deck(demo, size) as pilot:
        await press(pilot, "P")
        await until(pilot, lambda: pilot.app.screen.query_one(FactPanel).display)
        await settled(pilot)
        snapshot(pilot.app)


async def test_opening_one_shows_its_inbox(daemon, tmp_path):
    with daemon.client() as client:
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            client.projects.add(name, [str(tmp_path / name)])
    async with deck(daemon) as pilot:
        assert pilot.app.project == "one"
        await press(pilot, "P", "j", "enter")
        assert (pilot.app.screen.NAME, pilot.app.project) == ("inbox", "two")


async def test_a_member_s_own_role_counts_in_a_project(daemon, tmp_path):
    with daemon.client() as client:
        client.projects.add("one", [str(tmp_path)])
        client.people.set("one", NewMember("key:alice", Role.REVIEWER))
    async with deck(daemon, role=Role.VIEWER) as pilot:
        assert "alice, reviewer" in text_of(pilot.app)


async def test_without_a_project_it_says_what_to_do_and_shows_one_that_comes(daemon, tmp_path):
    async with deck(daemon) as pilot:
        await press(pilot, "P")
        assert "specdeck init" in text_of(pilot.app)
        with daemon.client() as client:
            client.projects.add("fresh", [str(tmp_path)])
        await until(pilot, lambda: "fresh" in text_of(pilot.app))


async def test_projects_are_added_removed_and_brought_back(daemon, tmp_path):
    (tmp_path / "shop").mkdir()
    async with deck(daemon, role=Role.OWNER) as pilot:
        await press(pilot, "P", "a")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "shop")
        await press(pilot, "enter")
        await until(pilot, lambda: names(daemon) == ["shop"])
        await until(pilot, lambda: pilot.app.screen.query_one(RowList).current)
        await press(pilot, "x", "n")
        assert names(daemon) == ["shop"]
        await press(pilot, "x", "y")
        await until(pilot, lambda: names(daemon) == [])
        await press(pilot, "u")
        await until(pilot, lambda: names(daemon) == ["shop"])


async def test_a_home_folder_is_added_after_a_question(daemon):
    async with deck(daemon, role=Role.OWNER) as pilot:
        await press(pilot, "P", "a")
        pilot.app.screen.query_one(Input).value = pwd.getpwuid(os.getuid()).pw_dir
        await press(pilot, "enter")
        await until(pilot, lambda: "is a home folder" in text_of(pilot.app))
        await press(pilot, "n")
        assert names(daemon) == []


async def test_a_project_can_be_brought_back_after_an_attempt_that_failed(daemon, tmp_path):
    (tmp_path / "shop").mkdir()
    with daemon.client() as client:
        client.projects.add("shop", [str(tmp_path / "shop")])
        async with deck(daemon, role=Role.OWNER) as pilot:
            await press(pilot, "P", "x", "y")
            await until(pilot, lambda: "Removed shop." in text_of(pilot.app))
            client.projects.restore("shop")
            await press(pilot, "u")
            await until(pilot, lambda: "no removed project" in text_of(pilot.app))
            client.projects.remove("shop")
            await press(pilot, "u")
            await until(pilot, lambda: names(daemon) == ["shop"])


async def test_globs_to_ignore_are_edited(daemon, tmp_path):
    with daemon.client() as client:
        client.projects.add("one", [str(tmp_path)])
    async with deck(daemon, role=Role.OWNER) as pilot:
        await press(pilot, "P", "i")
        pilot.app.screen.query_one(Input).value = "old/* *_test.sql"
        await press(pilot, "enter")
        with daemon.client() as client:
            await until(pilot, lambda: client.projects.get("one").ignore == ("old/*", "*_test.sql"))


@pytest.mark.parametrize("folder", ["db", "/", "~/shop"])
async def test_a_folder_that_cannot_be_watched_is_refused(daemon, folder):
    async with deck(daemon, role=Role.OWNER) as pilot:
        await press(pilot, "P", "a")
        pilot.app.screen.query_one(Input).value = folder
        await press(pilot, "enter")
        await until(pilot, lambda: f"{folder} cannot be added" in text_of(pilot.app))
        assert names(daemon) == []


async def test_a_glob_that_is_too_long_is_refused(daemon, tmp_path):
    with daemon.client() as client:
        client.projects.add("one", [str(tmp_path)])
    async with deck(daemon, role=Role.OWNER) as pilot:
        await press(pilot, "P", "i")
        pilot.app.screen.query_one(Input).value = "x" * 300
        await press(pilot, "enter")
        await until(pilot, lambda: "These globs cannot be used" in text_of(pilot.app))


async def test_a_rescan_is_ordered(daemon, tmp_path):
    with daemon.client() as client:
        client.projects.add("one", [str(tmp_path)])
    async with deck(daemon, role=Role.OWNER) as pilot:
        await press(pilot, "P", "R")
        await until(pilot, lambda: "Comparing the files of one." in text_of(pilot.app))


def names(daemon) -> list[str]:
    with daemon.client() as client:
        return [project.name for project in client.projects.list()]
