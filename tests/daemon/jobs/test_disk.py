"""A daemon on a full disk reports it, keeps its data, and continues once there is room."""

import contextlib
import subprocess

import pytest

from daemon.client import connect
from daemon.client.errors import ProblemError
from daemon.client.process import lifecycle
from daemon.wire.job import NewJob


@contextlib.contextmanager
def small_disk(folder):
    folder.mkdir(mode=0o700)
    command = ["mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"This test mounts a small tmpfs and needs root: {done.stderr}"
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk_is_reported_and_work_continues_once_there_is_room(home, monkeypatch):
    with small_disk(home / "small") as disk:
        monkeypatch.setenv("XDG_DATA_HOME", str(disk))
        lifecycle.start()
        with connect() as client, client.events.follow(0) as events:
            ballast = disk / "ballast"
            with contextlib.suppress(OSError):
                ballast.write_bytes(b"x" * 4_000_000)
            with pytest.raises(ProblemError, match="disk") as full:
                for number in range(1000):
                    client.jobs.order(NewJob("noop", f"noop:{number}"))
            assert full.value.problem.status == 507
            assert full.value.hint
            ballast.unlink()
            job = client.jobs.order(NewJob("drill", "drill:1:pass")).id
            assert next(event for event in events if event.subject == job and event.type == "job.done")
            assert client.audit.verify().findings == ()
        lifecycle.stop()
