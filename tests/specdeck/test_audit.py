"""`specdeck audit` and `specdeck db`: the journal and the database from the command line."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from specdeck.scan.prove_again import is_proved


@pytest.fixture
def project(shell):
    """A daemon that has something in its journal."""
    assert shell.specdeck("project", "add", "shop", ".").code == 0
    return shell


def test_an_unaltered_journal_verifies(project):
    ran = project.specdeck("audit", "verify")
    assert ran.code == 0
    assert "intact; head" in ran.out


def test_an_anchor_that_was_printed_is_found_again(project):
    anchor = project.specdeck("audit", "anchor").out.strip()
    assert project.specdeck("audit", "verify", "--anchor", anchor).code == 0


def test_an_anchor_of_another_journal_is_a_finding(project):
    ran = project.specdeck("audit", "verify", "--anchor", f"1:{'0' * 64}")
    assert ran.code == 1
    assert "cut or rewritten" in ran.out


def test_an_invalid_anchor_is_refused(project):
    ran = project.specdeck("audit", "verify", "--anchor", "yesterday")
    assert ran.code == 2
    assert "hint: Copy NUMBER:HASH" in ran.err


def test_a_copy_is_audited_without_a_daemon(project):
    copy = Path(project.specdeck("db", "backup").out.strip())
    assert project.specdeck("daemon", "stop").code == 0
    assert project.specdeck("audit", "verify", copy).code == 0
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE journal SET actor = 'act_forged' WHERE seq = 1")
    connection.close()
    ran = project.specdeck("audit", "verify", copy, "--json")
    assert (ran.code, ran.json["findings"][0]["code"]) == (1, "audit.altered")


def test_events_are_searched_by_type_and_exported_with_their_hashes(project):
    (found,) = map(json.loads, project.specdeck("audit", "search", "--type", "project.", "--json").out.splitlines())
    assert found["type"] == "project.added"
    rows = list(csv.DictReader(io.StringIO(project.specdeck("audit", "export", "--format", "csv").out)))
    assert found["hash"] in [row["hash"] for row in rows]


def test_a_database_in_use_is_not_restored(project):
    copy = project.specdeck("db", "backup").out.strip()
    ran = project.specdeck("db", "restore", copy)
    assert ran.code == 75
    assert "hint: specdeck daemon stop" in ran.err


def test_a_backup_is_restored_and_the_former_database_is_kept(project):
    copy = project.specdeck("db", "backup").out.strip()
    assert project.specdeck("project", "remove", "shop", "--yes").code == 0
    assert project.specdeck("daemon", "stop").code == 0
    restored = project.specdeck("db", "restore", copy, "--json")
    assert Path(restored.json["former"]).exists()
    assert [each["name"] for each in project.specdeck("project", "list", "--json").json] == ["shop"]


def test_a_database_of_this_version_needs_no_migration(project):
    assert project.specdeck("daemon", "stop").code == 0
    migrated = project.specdeck("db", "migrate", "--json").json
    assert (migrated["before"], migrated["backup"]) == (migrated["after"], None)


def test_a_file_that_is_not_a_backup_is_refused(shell):
    other = shell.write("other.db", "no database")
    ran = shell.specdeck("db", "restore", other)
    assert ran.code == 2
    assert "is not a SQLite database" in ran.err


def test_a_row_that_was_changed_from_outside_is_found_by_a_replay(project):
    assert project.specdeck("audit", "replay").code == 0
    copy = Path(project.specdeck("db", "backup").out.strip())
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE projects SET name = 'stolen'")
    connection.close()
    ran = project.specdeck("audit", "replay", copy)
    assert (ran.code, "The table projects has rows that the daemon did not write" in ran.out) == (1, True)


def test_a_replay_may_prove_again_what_counts_as_proved(project):
    assert project.specdeck("audit", "replay", "--prove").code == 0


@pytest.mark.parametrize(
    ("sql", "lowered", "holds"),
    [
        ("SELECT 1;", "SELECT 1;", True),
        ("CREATE VIEW v AS SELECT 1;", "CREATE VIEW v AS SELECT 2;", False),
        ("CREATE VIEW {{ s }}.v AS SELECT 1;", "CREATE VIEW {{ s }}.v AS SELECT 1;", True),
    ],
)
def test_a_verdict_that_does_not_hold_is_noticed(sql, lowered, holds):
    assert is_proved(sql, lowered) is holds
