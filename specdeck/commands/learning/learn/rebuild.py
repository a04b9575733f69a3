"""`specdeck learn rebuild`: fold the whole log again, or verify what the daemon has."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.learning.project_argument import ProjectArgument
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.client import Client

app = single_command()

Verify = Annotated[bool, typer.Option("--verify", help="Change nothing: replay the log here and compare the result.")]


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """The job that folds again, or with --verify the two digests: the daemon's and that of a replay here."""

    job: str
    events_until: int
    live: str
    replayed: str
    is_equal: bool


@app.command(epilog="Example: specdeck learn rebuild --verify")
@prints("specdeck.commands.learning.learn.rebuild:RebuildReport")
def rebuild(target: Target, project: ProjectArgument = "", verify: Verify = False, as_json: Json = False) -> int:
    """Drop the snapshots and fold the whole log again. With --verify: exits 1 if the daemon's state differs."""
    with target.connect() as client:
        name = resolve_project(client, project)
        report = _verified(client, name) if verify else _ordered(client, name)
    if as_json:
        print_json(report)
    elif not verify:
        print(f"The log is folded again as {report.job}. `specdeck wait` waits for it.")
    elif report.is_equal:
        print(f"Equal up to event {report.events_until}: {report.live}")
    else:
        print(f"Different up to event {report.events_until}: the daemon has {report.live}, a replay {report.replayed}")
    return ExitCode.for_problem(not report.is_equal)


def _ordered(client: "Client", project: str) -> RebuildReport:
    return RebuildReport(client.learning.rebuild(project).job, 0, "", "", is_equal=True)


def _verified(client: "Client", project: str) -> RebuildReport:
    status = client.learning.status(project)
    if status.is_due or not status.digest:
        hint = "Run `specdeck learn now` and `specdeck wait` first."
        raise CommandError("command.due", "A cycle of learning is due, so there is nothing to compare with.", hint)
    from engine.triage.learning_cycle import state_digest
    from specdeck.learning.replay import replay

    replayed = state_digest(replay(client, project, lambda event: event.seq <= status.seq))
    return RebuildReport("", status.seq, status.digest, replayed, replayed == status.digest)
