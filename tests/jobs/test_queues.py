"""A wake-up reaches a consumer at once; losing or doubling one is harmless."""

import json
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from jobs.queues import Queues

CONSUMER = """
import sys
from pathlib import Path
from jobs.queues import Queues
Queues(Path(sys.argv[1])).consumer("cpu", lambda: print("awake", flush=True)).run()
"""


@pytest.fixture
def queues(tmp_path):
    opened = Queues(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def sleeper(tmp_path):
    """A real consumer in a process of its own."""
    process = subprocess.Popen([sys.executable, "-P", "-c", CONSUMER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_wake_up_reaches_a_consumer_in_another_process(queues, sleeper):
    queues.wake("cpu")
    assert sleeper.stdout.readline() == "awake\n"


def test_a_consumer_follows_a_daemon_that_was_started_again(queues, sleeper, tmp_path):
    queues.wake("cpu")
    assert sleeper.stdout.readline() == "awake\n"
    for old in tmp_path.glob("queue.*"):
        old.unlink()
    after = Queues(tmp_path)
    after.wake("cpu")
    assert sleeper.stdout.readline() == "awake\n"
    after.close()


def test_a_wake_up_that_came_before_the_consumer_is_found(queues, tmp_path):
    queues.wake("cpu")
    heard = threading.Event()
    consumer = Queues(tmp_path).consumer("cpu", heard.set)
    worker, _ = consumer.worker_threads[0]
    worker.loop()
    assert heard.is_set()


def test_wake_ups_do_not_pile_up(queues, tmp_path):
    for _ in range(5):
        queues.wake("cpu", consumers=2)
    calls = []
    worker, _ = Queues(tmp_path).consumer("cpu", lambda: calls.append(1)).worker_threads[0]
    for _ in range(4):
        worker.loop()
    assert len(calls) == 2


def test_queues_do_not_wake_each_other(queues, tmp_path):
    queues.wake("gpu")
    calls = []
    worker, _ = Queues(tmp_path).consumer("cpu", lambda: calls.append(1)).worker_threads[0]
    worker.loop()
    assert calls == []


def test_messages_are_json_in_a_file_of_their_own(queues, tmp_path):
    import sqlite3

    queues.wake("cpu")
    connection = sqlite3.connect(tmp_path / "queue.db")
    (data,) = connection.execute("SELECT data FROM task").fetchone()
    connection.close()
    assert isinstance(json.loads(data), list)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_a_missed_wake_up_is_found_by_the_next_poll(queues, tmp_path):
    bell = Path(tmp_path, "queue.cpu.bell")
    queues.wake("cpu")
    assert stat.S_ISFIFO(bell.stat().st_mode)


def test_another_process_that_leaves_does_not_take_the_log_away(tmp_path):
    queues = Queues(tmp_path)
    queues.wake("cpu")
    queues.wake("gpu")
    leave = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT count(*) FROM task'); c.close()"
    subprocess.run([sys.executable, "-c", leave, tmp_path / "queue.db"], check=True)
    assert (tmp_path / "queue.db-wal").exists()
    queues.close()
