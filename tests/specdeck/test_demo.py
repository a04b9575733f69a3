"""`specdeck demo`, from the view of a new user."""

from typing import NamedTuple

import pytest

DATA = ".local/share/specdeck"


class Played(NamedTuple):
    """What one run of the demo said, and the shell it ran in."""

    shell: object
    plain: object


@pytest.fixture(scope="module")
def played(shared_shell):
    """The demo, run where another daemon runs, settings name it, and an earlier demo left something."""
    shell = shared_shell
    shell.specdeck("project", "add", "mine", ".")
    left = shell.home / DATA / "demo" / "erp" / "db" / "left.sql"
    left.parent.mkdir(parents=True)
    left.write_text("CREATE TABLE left_over (id integer);")
    (shell.home / DATA / "demo" / "this-is-the-demo").touch()
    socket = str(shell.home / ".local/state/specdeck/run/default.sock")
    return Played(
        shell, shell.specdeck("demo", "--plain", "--yes", SPECDECK_SOCK=socket, SPECDECK_DAEMON_INSTANCE="default")
    )


def test_it_converts_the_sample_and_reports_the_broken_statement(played):
    assert played.plain.code == 0
    assert "converted, 1 with an error, in" in played.plain.out


def test_an_earlier_demo_is_deleted(played):
    folder = played.shell.home / DATA / "demo" / "erp" / "db"
    assert folder.is_dir()
    assert not (folder / "left.sql").exists()


def test_its_daemon_is_stopped(played):
    assert played.shell.specdeck("status", "--instance", "demo", "--no-daemon-start").code == 3


def test_settings_for_another_daemon_are_ignored(played):
    assert [each["name"] for each in played.shell.specdeck("project", "list", "--json").json] == ["mine"]


def test_its_units_can_be_listed_with_verdict_and_coverage(played):
    ran = played.shell.specdeck("units", "erp", "--instance", "demo", "--verdict", "proved")
    played.shell.specdeck("daemon", "stop", "--instance", "demo")
    heading, *rows = (line.split() for line in ran.out.splitlines())
    assert heading == ["ID", "VERDICT", "COVERED", "KIND", "UNIT"]
    assert {row[1] for row in rows} == {"proved"}


def test_the_json_output_has_the_figures(shell):
    found = shell.specdeck("demo", "--json").json
    assert found["converted"] + found["errors"] == found["units"]
    assert (found["errors"], found["converted"] > 200) == (1, True)


def test_a_foreign_instance_named_demo_is_not_touched(shell):
    mine = shell.home / DATA / "demo" / "specdeck.db"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    ran = shell.specdeck("demo", "--plain")
    assert (ran.code, mine.read_text()) == (2, "mine")
    assert "XDG_DATA_HOME" in ran.err


def test_an_earlier_demo_is_not_deleted_without_an_answer(played):
    ran = played.shell.specdeck("demo", "--plain")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: This deletes the demo in ")


def test_a_demo_that_somebody_looks_at_is_never_deleted(played):
    following = played.shell.start("events", "--follow", "--instance", "demo", "--after", "0")
    following.stdout.readline()
    ran = played.shell.specdeck("demo", "--plain", "--yes")
    following.terminate()
    following.communicate()
    played.shell.specdeck("daemon", "stop", "--instance", "demo")
    assert (ran.code, ran.err.splitlines()) == (
        2,
        [
            "error: A deck shows the demo now; it was not deleted.",
            "hint: Close it first. To open it as it is: specdeck --instance demo",
        ],
    )
