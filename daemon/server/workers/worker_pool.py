"""The worker processes of one queue: started when there is work, more when it piles up, again when one dies."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from daemon.wire.connection.instance_paths import InstancePaths

MAX_BACKOFF_SECONDS = 30.0
HEALTHY_SECONDS = 60.0  # seconds after which a worker's death is no sign that it cannot start
IDLE_SECONDS = "300"  # seconds after which an idle worker goes home
JOBS_PER_WORKER = 4  # waiting jobs that justify one more
log = logging.getLogger("specdeck.crew")


@dataclass(slots=True)
class WorkerProcess:
    """One worker process; it ends by itself when nothing writes to its stdin any more."""

    name: str
    process: subprocess.Popen[bytes]
    begun: float


class WorkerPool:
    """Workers of one queue. It is told the time and how much waits, and keeps to its bounds."""

    def __init__(self, place: InstancePaths, queue: str, most: int, gone: Callable[[str], None]) -> None:
        self.queue = queue
        self.most = most
        self._place = place
        self._gone = gone
        self._workers: list[WorkerProcess] = []
        self._deaths = 0
        self._rest_until = 0.0
        self._number = 0

    @property
    def size(self) -> int:
        return len(self._workers)

    def tend(self, waiting: int, now: float) -> None:
        """Bury the dead, and start one more if the work that waits is worth it."""
        for worker in [worker for worker in self._workers if worker.process.poll() is not None]:
            self._workers.remove(worker)
            self._bury(worker, now)
        if self._wanted(waiting) > self.size and now >= self._rest_until:
            self._workers.append(self._start(now))

    def stop(self, seconds: float) -> None:
        """End all: told first, killed when they do not listen."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            try:
                worker.process.wait(seconds)
            except subprocess.TimeoutExpired:
                worker.process.kill()
                worker.process.wait()
            _hang_up(worker)
        self._workers.clear()

    def _wanted(self, waiting: int) -> int:
        return min(self.most, -(-waiting // JOBS_PER_WORKER))

    def _start(self, now: float) -> WorkerProcess:
        self._number += 1
        name = f"local-{self.queue}-{os.getpid()}-{self._number}"
        process = subprocess.Popen(
            worker_command(self.queue, self._place.instance, name),
            stdin=subprocess.PIPE,  # its life line: closed by the kernel when we die, however we die
            stdout=subprocess.DEVNULL,
            cwd="/",
            env=worker_environment(self._place),
        )
        log.info("worker started", extra={"worker": name, "pid": process.pid})
        return WorkerProcess(name, process, now)

    def _bury(self, worker: WorkerProcess, now: float) -> None:
        code = worker.process.returncode
        _hang_up(worker)
        self._gone(worker.name)
        if code == 0:
            log.info("worker went home", extra={"worker": worker.name})
            return
        self._deaths = 1 if now - worker.begun > HEALTHY_SECONDS else self._deaths + 1
        self._rest_until = now + min(MAX_BACKOFF_SECONDS, 0.25 * 2**self._deaths)
        log.warning("worker died", extra={"worker": worker.name, "code": code, "deaths": self._deaths})


def worker_command(queue: str, instance: str, name: str) -> list[str]:
    """How a worker is started: -P keeps the current folder out of what it imports."""
    options = ["--instance", instance, "--name", name, "--linger", IDLE_SECONDS, "--life-line"]
    return [sys.executable, "-P", "-m", "daemon.worker", queue, *options]


def worker_environment(place: InstancePaths) -> dict[str, str]:
    """Ours, without what would make Python import from elsewhere, and with the socket that we listen on."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    return kept | {"SPECDECK_SOCK": str(place.socket)}


def _hang_up(worker: WorkerProcess) -> None:
    if worker.process.stdin is not None:
        worker.process.stdin.close()
