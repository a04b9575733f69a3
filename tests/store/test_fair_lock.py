"""Writers get the lock in the order in which they came."""

import threading

import pytest

from store.core.fair_lock import FairLock


def test_a_thread_that_takes_it_again_comes_after_those_who_wait():
    lock, order, waits = FairLock(), [], threading.Event()

    def wait():
        waits.set()
        with lock:
            order.append("waiting")

    lock.acquire()
    thread = threading.Thread(target=wait)
    thread.start()
    waits.wait()
    while not lock._waiting:
        pass
    lock.release()
    with lock:
        order.append("again")
    thread.join()
    assert order == ["waiting", "again"]


def test_it_is_free_again_after_an_error():
    lock = FairLock()
    with pytest.raises(ZeroDivisionError), lock:
        1 / 0  # noqa: B018  any error
    with lock:
        assert lock._is_held
    assert not lock._is_held


def test_one_thread_at_a_time_holds_it():
    lock, counted = FairLock(), [0]

    def count():
        for _ in range(200):
            with lock:
                seen = counted[0]
                counted[0] = seen + 1

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted == [800]
