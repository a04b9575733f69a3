"""What was committed moves into the database beside the writer, whose commits do not wait for it."""

import time

import pytest

from store.core import journal
from store.core.checkpoints import Checkpoints
from store.core.database import connect

SQLITE_CHECKPOINTS_AT = 1000  # pages


@pytest.fixture
def connection(db):
    opened = connect(db.path)
    yield opened
    opened.close()


def fill_log(db, pages):
    with db.write() as tx:
        for _ in range(pages):
            journal.append(tx, "test.happened", "x", {"ballast": "x" * 4000})


def log_bytes(db):
    return db.path.with_name(db.path.name + "-wal").stat().st_size


def test_commits_leave_a_log_that_sqlite_would_checkpoint(db):
    Checkpoints(db)
    for _ in range(2):
        fill_log(db, SQLITE_CHECKPOINTS_AT)
    assert log_bytes(db) > 2 * SQLITE_CHECKPOINTS_AT * 4096


def test_a_checkpoint_empties_the_log_for_the_next_commit(db, connection):
    checkpoints = Checkpoints(db)
    fill_log(db, 2 * SQLITE_CHECKPOINTS_AT)
    assert checkpoints.checkpoint(connection)
    fill_log(db, 1)
    assert log_bytes(db) < SQLITE_CHECKPOINTS_AT * 4096


def test_nothing_is_done_without_a_commit(db, connection):
    checkpoints = Checkpoints(db)
    fill_log(db, 1)
    assert checkpoints.checkpoint(connection)
    assert not checkpoints.checkpoint(connection)


def test_a_thread_does_it_until_it_is_stopped(db, monkeypatch):
    monkeypatch.setattr("store.core.checkpoints.EVERY", 0.001)
    checkpoints = Checkpoints(db)
    fill_log(db, 2 * SQLITE_CHECKPOINTS_AT)
    checkpoints.start()
    until = time.monotonic() + 10
    while log_bytes(db) > SQLITE_CHECKPOINTS_AT * 4096 and time.monotonic() < until:
        fill_log(db, 1)
    checkpoints.stop()
    assert log_bytes(db) <= SQLITE_CHECKPOINTS_AT * 4096
