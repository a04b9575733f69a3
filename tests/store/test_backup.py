"""A backup is complete or missing; restoring loses nothing."""

import stat

import pytest

import store
from store.codebase import projects
from store.core import errors, journal
from store.core.maintenance import backup


def write(file, name):
    opened = store.open(file)
    with opened.write() as tx:
        projects.add(tx, name, [], "act_1")
    opened.close()


def names(file):
    opened = store.open(file)
    with opened.read() as view:
        found = [project.name for project in projects.page(view)]
    opened.close()
    return found


def test_a_backup_is_taken_while_the_database_is_in_use(db, file):
    with db.write() as tx:
        journal.append(tx, "test.happened", "x", {})
    saved = backup.save(file, backup.beside(file, "manual"))
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    copy = store.open(saved)
    with copy.read() as view:
        assert journal.get_tail(view) == 1
    copy.close()


def test_restoring_puts_the_backup_in_place_and_keeps_what_was_there(file):
    write(file, "before")
    saved = backup.save(file, backup.beside(file, "manual"))
    write(file, "after")
    former = backup.restore(saved, file)
    assert names(file) == ["before"]
    assert names(former) == ["after", "before"]


def test_restoring_a_file_that_is_not_a_database_changes_nothing(file, tmp_path):
    write(file, "mine")
    other = tmp_path / "other.db"
    other.write_text("not a database")
    with pytest.raises(errors.NotOursError):
        backup.restore(other, file)
    assert names(file) == ["mine"]


def test_restoring_a_damaged_backup_changes_nothing(file):
    write(file, "mine")
    saved = backup.save(file, backup.beside(file, "manual"))
    saved.write_bytes(saved.read_bytes()[:8000])
    with pytest.raises(errors.DamagedError):
        backup.restore(saved, file)
    assert names(file) == ["mine"]


def test_restoring_recreates_a_lost_database(file, tmp_path):
    write(file, "mine")
    saved = backup.save(file, tmp_path / "elsewhere" / "saved.db")
    file.unlink()
    assert backup.restore(saved, file) is None
    assert names(file) == ["mine"]


def test_two_backups_in_one_second_are_two_files(file):
    write(file, "mine")
    saved = {backup.save(file, backup.beside(file, "daily")) for _ in range(3)}
    assert len(saved) == 3
    assert len(backup.prune(file, keep=1)) == 2
