"""`python -P -m daemon.worker QUEUE`: one worker for a queue of this instance's daemon."""

import argparse
import logging
import os
import signal
import sys
import threading

from daemon.client.errors import ClientError
from daemon.client.resources.work import Work
from daemon.client.transport.http_session import HttpSession
from daemon.wire.connection import instance_paths
from daemon.wire.connection.instance_paths import InstancePaths
from daemon.wire.errors import WireError
from daemon.worker.process_runner import Runner
from daemon.worker.worker_dialer import WorkerDialer
from daemon.worker.worker_loop import WorkerLoop
from jobs.queues import Queues

FAILED = 1
UNREACHABLE = 3


def main() -> int:
    """Work until a signal, until it was idle for long, or until nobody holds the life line."""
    options = _arguments()
    logging.basicConfig(level="WARNING", format=f"%(asctime)s {options.name} %(levelname)s %(message)s")
    try:
        return _work(instance_paths.paths_of_instance(options.instance), options)
    except KeyboardInterrupt:
        return 0
    except (ClientError, WireError) as error:
        print(f"error: {error}", f"hint: {error.hint}", sep="\n", file=sys.stderr)  # noqa: T201  a process's last words
        if isinstance(error, ClientError):
            return UNREACHABLE
        return FAILED


def _work(place: InstancePaths, options: argparse.Namespace) -> int:
    if options.life_line:
        threading.Thread(target=_die_with_stdin, name="life-line", daemon=True).start()
    exchanges = [HttpSession(WorkerDialer(place, options.name)) for _ in range(2)]
    with Runner() as runner:
        loop = WorkerLoop(options.queue, options.name, runner, *map(Work, exchanges), linger=options.linger)
        loop.work.heartbeat(())  # fail now, not at the first job, if the daemon is away or refuses us
        queues = Queues(place.data)
        consumer = queues.consumer(options.queue, loop.drain)
        loop.when_idle(lambda: os.kill(os.getpid(), signal.SIGINT))
        queues.wake(options.queue)
        print(f"{options.name} takes jobs of the queue {options.queue}; Ctrl-C stops it.", flush=True)  # noqa: T201  a program
        consumer.run()
        loop.stop()
    return 0


def _die_with_stdin() -> None:
    """Exit with the daemon, which holds the other end: when it dies, reading ends."""
    while os.read(0, 1024):
        pass
    os._exit(0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -P -m daemon.worker", description=main.__doc__)
    parser.add_argument("queue", choices=("cpu", "retrieval", "gpu", "cloud", "trial"))
    parser.add_argument("--instance", default="default")
    parser.add_argument("--name", default=f"extra-{os.uname().nodename}-{os.getpid()}")
    parser.add_argument("--linger", type=float, default=0.0, help="exit after this many idle seconds; 0: never")
    parser.add_argument("--life-line", action="store_true", help="end when stdin ends")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
