"""`specdeck worker`: one more worker for the running daemon, in this terminal."""

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import local_instance
from specdeck.cli.options import Instance

app = single_command()


class QueueName(StrEnum):
    """The queues there are."""

    CPU = "cpu"
    RETRIEVAL = "retrieval"
    GPU = "gpu"


QueueArgument = Annotated[QueueName, typer.Argument(metavar="QUEUE", help="cpu, retrieval or gpu.")]


@app.command(epilog="Example: specdeck worker cpu")
def worker(context: typer.Context, queue: QueueArgument, instance: Instance = None) -> None:
    """Run jobs of a queue until Ctrl-C; the daemon's own workers go on beside it."""
    from daemon.client.process import spawn

    # The worker takes this process's place, so that signals and the exit code are its own.
    program = [sys.executable, "-P", "-m", "daemon.worker", queue.value]
    sys.stdout.flush()
    os.execve(sys.executable, [*program, "--instance", local_instance(context, instance)], spawn.clean_environment())  # noqa: S606  our own interpreter
