"""One writer, consistent readers, all or nothing."""

import sqlite3
import threading
import time

import pytest

from store.core import database, errors, journal


def test_a_transaction_that_fails_leaves_nothing(db):
    with pytest.raises(ZeroDivisionError), db.write() as tx:
        journal.append(tx, "test.happened", "x", {})
        _ = 1 // 0
    with db.read() as view:
        assert journal.get_tail(view) == 0


def test_a_reader_sees_the_moment_it_began(db):
    with db.read() as view:
        assert journal.get_tail(view) == 0
        with db.write() as tx:
            journal.append(tx, "test.happened", "x", {})
        assert journal.get_tail(view) == 0
    with db.read() as view:
        assert journal.get_tail(view) == 1


def test_a_reader_cannot_write(db):
    with db.read() as view, pytest.raises(sqlite3.OperationalError, match="readonly"):
        view.rows("DELETE FROM journal")


def test_writers_queue_and_none_is_lost(db):
    def write():
        for _ in range(20):
            with db.write() as tx:
                journal.append(tx, "test.happened", "x", {})

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.read() as view:
        assert [event.seq for event in journal.list_after(view, 0)] == list(range(1, 81))


def test_a_nested_transaction_is_refused_instead_of_deadlocking(db):
    with pytest.raises(errors.StoreError, match="inside another"), db.write(), db.write():
        pass


def test_actions_for_after_the_commit_run_only_then(db):
    seen = []
    with db.write() as tx:
        tx.after_commit(lambda: seen.append("done"))
        assert seen == []
    with pytest.raises(ZeroDivisionError), db.write() as tx:
        tx.after_commit(lambda: seen.append("never"))
        _ = 1 // 0
    assert seen == ["done"]


def test_listeners_get_the_tail_after_a_commit_that_appended_events(db):
    heard = []
    db.on_append(heard.append)
    with db.write() as tx:
        journal.append(tx, "test.happened", "x", {})
        journal.append(tx, "test.happened", "x", {})
    with db.write() as tx:
        tx.value("SELECT 1")
    assert heard == [2]


def test_a_part_can_fail_alone(db):
    with db.write() as tx:
        journal.append(tx, "test.first", "x", {})
        with pytest.raises(ZeroDivisionError), tx.part():
            journal.append(tx, "test.second", "x", {})
            _ = 1 // 0
        journal.append(tx, "test.third", "x", {})
    with db.read() as view:
        assert [event.type for event in journal.list_after(view, 0)] == ["test.first", "test.third"]


def test_background_work_yields_to_a_writer_between_two_steps(db):
    order, waits = [], threading.Event()

    def decide():
        waits.set()
        with db.write():
            order.append("decision")

    person = threading.Thread(target=decide)

    def step(tx, number):
        order.append(number)
        if number == 0:
            person.start()
            waits.wait()
            enough = time.monotonic() + database.PORTION_SECONDS
            while not db._lock.is_awaited() or time.monotonic() <= enough:
                pass
        return number * 2

    assert db.write_each(range(3), step) == [0, 2, 4]
    person.join()
    assert order == [0, "decision", 1, 2]


def test_a_long_batch_yields_to_other_background_work(db, monkeypatch):
    monkeypatch.setattr("store.core.database.BACKGROUND_SECONDS", 0.0)
    order, claims = [], []

    def claim():
        with db.write_in_background():
            order.append("claim")

    def step(tx, item):
        order.append(item)
        if item == 0:
            claims.append(threading.Thread(target=claim))
            claims[0].start()
            while not db._background_lock.is_awaited():
                pass
        return item

    db.write_each(range(3), step)
    claims[0].join()
    assert order == [0, "claim", 1, 2]


def test_of_all_background_work_one_transaction_is_ahead_of_a_person(db):
    order, entered = [], []

    def write(name, begin):
        def run():
            entered.append(name)
            with begin():
                order.append(name)

        return threading.Thread(target=run)

    threads = [write(f"work {number}", db.write_in_background) for number in range(3)] + [write("person", db.write)]
    with db.write():
        for number, thread in enumerate(threads):
            thread.start()
            while len(entered) <= number or len(db._lock._waiting) + len(db._background_lock._waiting) <= number:
                pass
    for thread in threads:
        thread.join()
    assert order.index("person") == 1


def test_a_background_transaction_inside_another_one_is_refused(db):
    with pytest.raises(errors.StoreError, match="inside another"), db.write_in_background(), db.write_in_background():
        pass
