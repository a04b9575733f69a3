"""`specdeck review undo`: take back what was said."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.connection import connect
from specdeck.duration import seconds_of
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.group import command
from specdeck.options import Host, Instance, Json, NoDaemonStart
from specdeck.output import print_json
from specdeck.saying import Project, line_of, project_of, report, warn
from specdeck.shapes import prints

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.decision import Act

app = command()
TAKEN_BACK = ("undo", "redo")

Which = Annotated[str | None, typer.Argument(metavar="[ACT]", help="The id of an act; without one your own latest.")]
Since = Annotated[
    str, typer.Option("--since", metavar="TIME", help="All that you said in this time, latest first: 10m, 8h, 2d.")
]


@app.command(epilog="Example: specdeck review undo --since 10m")
@prints("daemon.wire.decision:Act", "an array")
def undo(
    context: typer.Context,
    act: Which = None,
    since: Since = "",
    project: Project = "",
    host: Host = None,
    instance: Instance = None,
    no_daemon_start: NoDaemonStart = False,
    as_json: Json = False,
) -> int:
    """Undo an act: what it changed is as it was before, unless somebody changed it since."""
    if act and since:
        raise CommandError("one_or_all", "Name an act, or a time with --since.", "Leave one of them out.")
    with connect(context, host, no_daemon_start, instance) as client:
        whose = project_of(client, project)
        if not since:
            done = client.reviews.undo(whose, act)
            return report(done, as_json)
        return _all_since(client, whose, seconds_of(since), as_json)


def _all_since(client: "Client", project: str, seconds: float, as_json: bool) -> int:
    """Take back one's own acts, latest first; what is refused stays, and is told."""
    from daemon.client.errors import ProblemError

    done, refused = [], 0
    for act in list(_own(client, project, datetime.now(UTC) - timedelta(seconds=seconds))):
        try:
            done.append(client.reviews.undo(project, act.id))
        except ProblemError as error:
            refused += 1
            warn(f"{act.word} of {act.at} stays: {error.sentence}", error.hint)
    if as_json:
        print_json(done)
    else:
        for outcome in (outcome for each in done for outcome in each.outcomes):
            print(line_of(outcome))
        print(f"undo: {len(done)} of {len(done) + refused} acts.")
    return ExitCode.CONFLICT if refused else ExitCode.OK


def _own(client: "Client", project: str, since: datetime) -> "Iterator[Act]":
    """One's own acts that count still, latest first."""
    cursor: str | None = None
    while True:
        page = client.reviews.acts(project, cursor)
        for act in page.items:
            if datetime.fromisoformat(act.at) < since:
                return
            if act.mine and not act.undone and act.word not in TAKEN_BACK:
                yield act
        cursor = page.next
        if cursor is None:
            return
