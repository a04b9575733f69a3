"""`specdeck review undo`: take back what was said."""

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
from specdeck.reviewing.acts import iterate_acts

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.decision import Act

app = single_command()
TAKEN_BACK = (UNDO, "redo")

Which = Annotated[str | None, typer.Argument(metavar="[ACT]", help="The id of an act; without one your own latest.")]
Since = Annotated[
    str, typer.Option("--since", metavar="TIME", help="All that you said in this time, latest first: 10m, 8h, 2d.")
]


@app.command(epilog="Example: specdeck review undo --since 10m")
@prints("daemon.wire.decision:Act", "one object a line")
def undo(
    target: Target,
    act: Which = None,
    since: Since = "",
    project: Project = "",
    as_json: Json = False,
) -> int:
    """Undo an act: what it changed is as it was before, unless somebody changed it since."""
    if act and since:
        raise CommandError("one_or_all", "Name an act, or a time with --since.", "Leave one of them out.")
    with target.connect() as client:
        whose = resolve_project(client, project)
        if not since:
            return report_act(client.reviews.undo(whose, act), as_json)
        return _all_since(client, whose, seconds_from_text(since), as_json)


def _all_since(client: "Client", project: str, seconds: float, as_json: bool) -> int:
    """Take back one's own acts, latest first, and tell each; what is refused stays, and is told."""
    from daemon.client.errors import ProblemError, UnavailableError

    problems: list[str] = []
    own = list(_own(client, project, datetime.now(UTC) - timedelta(seconds=seconds)))
    for act in own:
        try:
            done = client.reviews.undo(project, act.id)
        except UnavailableError:
            raise
        except ProblemError as error:
            problems.append(error.code)
            print_warning(f"{act.kind} of {act.at} stays: {error.sentence}", error.hint)
            continue
        problems += problem_codes(done.outcomes)
        print_act(done, as_json)
    if not as_json:
        print(f"undo: {len(own)} acts." if not problems else f"undo: {len(own)} acts; {len(problems)} units stay.")
    return exit_code_from_problems(problems)


def _own(client: "Client", project: str, since: datetime) -> "Iterator[Act]":
    """One's own acts that count still, latest first."""
    recent = takewhile(lambda act: datetime.fromisoformat(act.at) >= since, iterate_acts(client, project))
    return (act for act in recent if act.mine and not act.undone and act.kind not in TAKEN_BACK)
