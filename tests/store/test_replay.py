"""A replay compares the rows that are there with those that the daemon wrote: every change from outside is found."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import store
from engine.discovery import load_member
from store.access import people
from store.audit import replay
from store.audit.verify import verify_file
from store.codebase import projects, sources
from store.codebase.sources import Content
from store.core import journal
from store.core.database import connect
from store.core.maintenance import backup, inspection, migrate
from store.core.maintenance.table_digests import TABLES, is_covered
from store.core.transaction import ReadView
from store.migrations import NEWEST, STEPS

DUMP = Path(__file__).parents[1] / "fixtures" / "database_v5" / "database_v5.sql"
CHANGED = {"INTEGER": 7_777_777, "REAL": 7_777_777.5, "TEXT": "7777777", "BLOB": b"7777777", "ANY": 7_777_777}


@pytest.fixture
def filled(file):
    """A database with rows in most of its tables."""
    connection = sqlite3.connect(file)
    connection.executescript(DUMP.read_text())
    connection.close()
    store.open(file).close()
    return file


@pytest.fixture
def outside(filled):
    """A connection that is not the daemon's, which takes everything back."""
    connection = sqlite3.connect(filled, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.create_function("bare_name", 1, lambda name: name)
    yield connection
    connection.close()


def problems(connection):
    return [problem.sentence for problem in replay.replay(ReadView(connection, 0.0))]


def filled_tables(connection):
    names = [row[0] for row in connection.execute(TABLES) if is_covered(row[0])]
    return [name for name in names if connection.execute(f"SELECT 1 FROM {name}").fetchone()]


def changes(connection):
    """One change of each column of each table, and the loss of a row."""
    for table in filled_tables(connection):
        key = connection.execute(f"SELECT * FROM {table}").fetchone()
        where = " AND ".join(f'"{name}" IS ?' for name in key.keys())  # noqa: SIM118  a row iterates over its values
        for column in connection.execute(f"PRAGMA table_info({table})").fetchall():
            yield table, f'UPDATE {table} SET "{column["name"]}" = ? WHERE {where}', (CHANGED[column["type"]], *key)
        yield table, f"DELETE FROM {table} WHERE {where}", tuple(key)


def test_what_the_daemon_wrote_is_found_unchanged(outside):
    assert problems(outside) == []


def test_every_change_from_outside_is_found(outside):
    found, missed = 0, []
    tried = list(changes(outside))
    for table, statement, values in tried:
        outside.execute("BEGIN")
        outside.execute("PRAGMA defer_foreign_keys = ON")
        outside.execute(statement, values)
        names = " ".join(problems(outside))
        if f"The table {table} " in names:
            found += 1
        else:
            missed.append(statement)
        outside.execute("ROLLBACK")
    assert missed == []
    assert found == len(tried) >= 100
    assert len({table for table, _, _ in tried}) >= 15


def test_writes_of_every_kind_keep_the_digests_right(file):
    opened = store.open(file)
    with opened.write() as tx:
        project = projects.add(tx, "erp", ["/srv"], "act_1").id
        people.get_or_add(tx, "key:ada", "ada")
        for text in ("SELECT 1", "SELECT 2"):
            sources.record(tx, project, "/srv", "a.sql", "sql", Content(text, text))
        with pytest.raises(ZeroDivisionError), tx.part():
            people.get_or_add(tx, "key:bob", "bob")
            raise ZeroDivisionError
        tx.execute("REPLACE INTO pauses (scope, since) VALUES ('all', '')")
        tx.execute("REPLACE INTO pauses (scope, since) VALUES ('all', '')")
    with pytest.raises(ZeroDivisionError), opened.write() as tx:
        people.get_or_add(tx, "key:eve", "eve")
        raise ZeroDivisionError
    with opened.write() as tx:
        tx.execute("DELETE FROM projects WHERE id = ?", project)  # and what belongs to it
    with opened.read() as view:
        assert replay.replay(view) == []
        assert view.value("SELECT count(*) FROM sources") == 0
    opened.close()


def test_a_forger_who_also_writes_the_digests_is_found_by_the_seal_in_the_journal(filled):
    opened = store.open(filled)
    with opened.write() as tx:
        replay.seal(tx)
        replay.seal(tx)  # nothing changed since
        assert len([event for event in journal.list_after(tx, 0, 10_000) if event.type == replay.SEALED]) == 1
    opened.close()
    forger = sqlite3.connect(filled)
    forger.execute("UPDATE people SET name = 'mallory'")
    forger.row_factory = sqlite3.Row
    (table,) = problems(forger)
    digest = replay.digest_of_rows(tuple(row) for row in forger.execute("SELECT * FROM people"))
    forger.execute("UPDATE table_digests SET digest = ? WHERE name = 'people'", (digest,))
    (sealed,) = problems(forger)
    forger.close()
    assert (table, "sealed it" in sealed) == (
        "The table people has rows that the daemon did not write, or lacks some.",
        True,
    )


def test_a_write_without_an_event_after_a_seal_is_no_forgery(file):
    opened = store.open(file)
    with opened.write() as tx:
        people.get_or_add(tx, "key:ada", "ada")
    with opened.write() as tx:
        replay.seal(tx)
    with opened.write() as tx:
        tail = journal.get_tail(tx)
        tx.execute("INSERT INTO pauses (scope, since) VALUES ('all', '')")
    with opened.read() as view:
        assert replay.replay(view) == []
    with opened.write() as tx:
        replay.seal(tx)
        assert journal.get_tail(tx) == tail + 1
    with opened.read() as view:
        assert replay.replay(view) == []
    opened.close()


def test_a_migration_that_ends_before_its_digests_is_done_again(file, monkeypatch):
    def die(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(migrate, "compute_all", die)
        store.open(file)
    assert inspection.version_of(file) == NEWEST - 1
    store.open(file).close()
    assert inspection.version_of(file) == NEWEST


def test_a_clock_that_ran_backwards_is_remarked_and_is_no_problem(file):
    now = [1_795_000_000.0]
    opened = store.open(file, clock=lambda: now[0])
    for moment in (1_795_000_000.0, 1_794_000_000.0):
        now[0] = moment
        with opened.write() as tx:
            journal.append(tx, "test.happened", "thing:1", {})
    opened.close()
    report = verify_file(file)
    assert (report.whole, [remark.code for remark in report.remarks]) == (True, ["audit.clock"])


def test_a_backup_with_a_broken_chain_is_not_restored(file, tmp_path):
    opened = store.open(file)
    with opened.write() as tx:
        journal.append(tx, "test.happened", "thing:1", {})
    opened.close()
    broken = backup.save(file, tmp_path / "broken.db")
    with sqlite3.connect(broken) as forger:
        forger.execute("UPDATE journal SET actor = 'act_forged'")
    forger.close()
    before = file.read_bytes()
    command = [sys.executable, "-P", "-m", "store", "restore", str(file), str(broken)]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (refused.returncode, "store.broken_journal" in refused.stderr) == (2, True)
    assert file.read_bytes() == before


def test_a_database_of_an_older_version_is_verified_as_far_as_it_can_be(file):
    connection = sqlite3.connect(file)
    connection.executescript(DUMP.read_text())
    connection.close()
    report = verify_file(file, None, replay.audit)
    assert (report.whole, [remark.code for remark in report.remarks]) == (True, ["audit.no_digests"])


@pytest.mark.parametrize("version", [1, 2, NEWEST // 2, NEWEST - 1])
def test_a_database_whose_migration_was_interrupted_is_verified_as_far_as_it_can_be(version, file):
    connection = connect(file)
    connection.execute(f"PRAGMA application_id = {inspection.APPLICATION}")
    for name in STEPS[:version]:
        for statement in load_member("store.migrations", name, "STATEMENTS", tuple):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    report = verify_file(file, None, replay.audit)
    assert (report.whole, len(report.remarks)) == (True, 1)
