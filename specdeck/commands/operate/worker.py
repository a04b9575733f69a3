"""`specdeck worker`: run one more worker for the daemon in this terminal."""

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import LocalInstance

app = single_command()


class QueueName(StrEnum):
    """The queues."""

    CPU = "cpu"
    RETRIEVAL = "retrieval"
    GPU = "gpu"
    CLOUD = "cloud"
    TRIAL = "trial"


Queue = Annotated[QueueName, typer.Argument(metavar="QUEUE", help="cpu, retrieval, gpu, cloud or trial.")]


@app.command(epilog="Example: specdeck worker cpu")
def worker(queue: Queue, instance: LocalInstance) -> None:
    """Run jobs of a queue until Ctrl-C, in addition to the daemon's own workers."""
    from daemon.client.process import spawn

    # The worker replaces this process, so that it receives the signals and sets the exit code.
    program = [sys.executable, "-P", "-m", "daemon.worker", queue.value]
    sys.stdout.flush()
    os.execve(sys.executable, [*program, "--instance", instance], spawn.clean_environment())  # noqa: S606  our own interpreter
