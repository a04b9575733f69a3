"""A database is created, opened or refused; a foreign file is never written."""

import sqlite3
import stat

import pytest

import store
from store.codebase import projects
from store.core import errors, journal
from store.core.maintenance import backup, migrate
from store.migrations import NEWEST, STEPS


def test_a_new_database_belongs_to_its_owner_alone(file):
    store.open(file).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_was_written_is_there_after_opening_again(file):
    first = store.open(file)
    with first.write() as tx:
        projects.add(tx, "erp", ["/srv/erp"], "act_1")
    first.close()
    again = store.open(file)
    with again.read() as view:
        assert projects.get(view, "erp").folders == ("/srv/erp",)
    again.close()


def test_a_file_left_empty_by_a_crash_is_used(file):
    file.touch()
    store.open(file).close()


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\0" + b"\1" * 30, b"\0" * 5000])
def test_a_file_that_is_not_a_database_is_refused_and_not_changed(file, content):
    file.write_bytes(content)
    with pytest.raises(errors.NotOursError, match=r"not a SQLite|another program") as refused:
        store.open(file)
    assert "was not changed" in refused.value.hint
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_not_changed(file):
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE theirs (a)")
    other.close()
    before = file.read_bytes()
    with pytest.raises(errors.NotOursError, match="another program"):
        store.open(file)
    assert file.read_bytes() == before


def test_a_newer_database_is_refused_and_keeps_its_version(file):
    store.open(file).close()
    _set_version(file, NEWEST + 1)
    with pytest.raises(errors.TooNewError, match=f"at version {NEWEST + 1}"):
        store.open(file)
    assert _version(file) == NEWEST + 1


def test_a_truncated_database_is_called_damaged(file):
    opened = store.open(file)
    with opened.write() as tx:
        for number in range(300):
            journal.append(tx, "test.happened", "x", {"number": number})
    opened.close()
    file.write_bytes(file.read_bytes()[:9000])
    with pytest.raises(errors.DamagedError) as refused:
        backup.save(file, file.with_name("copy.db"))
    assert "Restore" in refused.value.hint or "restore" in refused.value.hint


def test_an_older_database_is_backed_up_before_it_is_migrated(older):
    _append(older)
    store.open(older).close()
    (saved,) = (older.parent / "backups").iterdir()
    assert _version(saved) == NEWEST - 1
    assert _version(older) == NEWEST


def test_a_migration_that_fails_leaves_the_version_before_it(older, monkeypatch):
    before, load = _tables(older), migrate.load_member
    monkeypatch.setattr(migrate, "load_member", lambda *member: (*load(*member), "DROP TABLE no_such_table"))
    with pytest.raises(errors.StoreError):
        store.open(older)
    assert _version(older) == NEWEST - 1
    assert _tables(older) == before


@pytest.fixture
def older(file, monkeypatch):
    """A database as the version before this one left it."""
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "STEPS", STEPS[:-1])
        store.open(file).close()
    return file


def _append(file):
    """Something that would be missed: only what holds data is backed up."""
    connection = sqlite3.connect(file)
    connection.execute("INSERT INTO watermarks VALUES ('swept', 1)")
    connection.commit()
    connection.close()


def _version(file):
    connection = sqlite3.connect(file)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return version


def _set_version(file, version):
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def _tables(file):
    connection = sqlite3.connect(file)
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    return names
