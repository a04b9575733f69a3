"""A worker whose line to the daemon loses and delays answers: `python -m bench.load.unreliable_worker NAME`."""

import os
import random
import sys
import time
from typing import TypeVar

from daemon.client.errors import UnreachableError
from daemon.client.resources.work import Work
from daemon.client.transport.http_session import HttpSession
from daemon.server.workers.job_service import lease_seconds
from daemon.wire.connection import instance_paths
from daemon.worker.process_runner import Runner
from daemon.worker.worker_dialer import WorkerDialer
from daemon.worker.worker_loop import WorkerLoop
from jobs.queues import Queues

LOST, LATE = 0.2, 0.05  # shares of the answers
Kind = TypeVar("Kind")


class UnreliableWork(Work):
    """Carries out each request; its answer to a claim or a report may be lost, or come after the lease."""

    def _post(self, kind: type[Kind], what: str, body: object) -> Kind:
        answer = super()._post(kind, what, body)
        chance = random.random()
        if what in ("claim", "report") and chance < LOST:
            raise UnreachableError("the answer was lost")
        if what in ("claim", "report") and chance < LOST + LATE:
            time.sleep(1.5 * lease_seconds())
        return answer


def main(name: str) -> int:
    """Work until the process is killed."""
    place = instance_paths.paths_of_instance("default")
    lines = [HttpSession(WorkerDialer(place, name)) for _ in range(2)]
    with Runner() as runner:
        loop = WorkerLoop("cpu", name, runner, *map(UnreliableWork, lines))
        Queues(place.data).consumer("cpu", loop.drain).run()
    return os.EX_OK


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
