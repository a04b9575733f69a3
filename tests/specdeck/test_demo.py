"""`specdeck demo`, as a new user meets it."""

import pytest

DATA = ".local/share/specdeck"


def test_it_converts_the_sample_and_reports_the_broken_statement(shell):
    found = shell.specdeck("demo", "--json").json
    assert found["converted"] + found["errors"] == found["units"]
    assert (found["errors"], found["converted"] > 200) == (1, True)


def test_the_summary_is_for_people_and_its_daemon_is_gone(shell):
    ran = shell.specdeck("demo", "--plain")
    assert ran.code == 0
    assert "converted, 1 with an error, in" in ran.out
    assert shell.specdeck("status", "--instance", "demo", "--no-daemon-start").code == 3


def test_a_second_run_starts_clean(shell):
    folder = shell.home / DATA / "demo" / "erp" / "db"
    folder.mkdir(parents=True)
    (shell.home / DATA).chmod(0o700)
    (folder.parent.parent / "this-is-the-demo").touch()
    (folder / "left.sql").write_text("CREATE TABLE left_over (id integer);")
    shell.specdeck("demo", "--plain")
    assert not (folder / "left.sql").exists()


def test_an_instance_of_somebody_named_demo_is_not_touched(shell):
    mine = shell.home / DATA / "demo" / "specdeck.db"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    ran = shell.specdeck("demo", "--plain")
    assert (ran.code, mine.read_text()) == (2, "mine")
    assert "XDG_DATA_HOME" in ran.err


@pytest.mark.parametrize("variable", ["SPECDECK_SOCK", "SPECDECK_DAEMON_INSTANCE"])
def test_settings_that_name_another_daemon_do_not_lead_it_there(shell, variable):
    shell.specdeck("project", "add", "mine", ".")
    socket = str(shell.home / ".local/state/specdeck/run/default.sock")
    others = {"SPECDECK_SOCK": socket, "SPECDECK_DAEMON_INSTANCE": "default"}
    assert shell.specdeck("demo", "--plain", **{variable: others[variable]}).code == 0
    assert [each["name"] for each in shell.specdeck("project", "list", "--json").json] == ["mine"]
