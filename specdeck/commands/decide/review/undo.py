"""`specdeck review undo`."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.duration import seconds_from_text
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.review.act_pages import iterate_acts
from specdeck.review.decision_command import (
    UNDO,
    Project,
    exit_code_from_problems,
    print_act,
    print_warning,
    problem_codes,
    report_act,
)
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.decision import Act

app = single_command()
NOT_UNDOABLE = (UNDO, "redo")

ActId = Annotated[str | None, typer.Argument(metavar="[ACT]", help="The id of an act. Default: your most recent one.")]
Since = Annotated[
    str, typer.Option("--since", metavar="TIME", help="Everything you did in this time, newest first: 10m, 8h, 2d.")
]


@app.command(epilog="Example: specdeck review undo --since 10m")
@prints("daemon.wire.decision:Act", "one object a line")
def undo(target: Target, act: ActId = None, since: Since = "", project: Project = "", as_json: Json = False) -> int:
    """Undo an act: restore what it changed, unless somebody changed it since."""
    if act and since:
        raise CommandError("command.one_or_all", "ACT and --since exclude each other.", "Omit one of them.")
    with target.connect() as client:
        name = resolve_project(client, project)
        if not since:
            return report_act(client.reviews.undo(name, act), as_json)
        return _undo_since(client, name, seconds_from_text(since), as_json)


def _undo_since(client: "Client", project: str, seconds: float, as_json: bool) -> int:
    """Undo the user's acts, newest first, and continue after a refusal."""
    from daemon.client.errors import ProblemError, UnavailableError

    problems: list[str] = []
    own = list(_own_acts(client, project, datetime.now(UTC) - timedelta(seconds=seconds)))
    for act in own:
        try:
            done = client.reviews.undo(project, act.id)
        except UnavailableError:
            raise
        except ProblemError as error:
            problems.append(error.code)
            print_warning(f"{act.kind} of {act.at} was not undone: {error.sentence}", error.hint)
            continue
        problems += problem_codes(done.outcomes)
        print_act(done, as_json)
    if not as_json:
        print(f"undo: {len(own)} acts{f'; {len(problems)} refused' if problems else ''}.")
    return exit_code_from_problems(problems)


def _own_acts(client: "Client", project: str, since: datetime) -> "Iterator[Act]":
    """Return the user's own acts that are in effect, newest first."""
    recent = takewhile(lambda act: datetime.fromisoformat(act.at) >= since, iterate_acts(client, project))
    return (act for act in recent if act.mine and not act.undone and act.kind not in NOT_UNDOABLE)
