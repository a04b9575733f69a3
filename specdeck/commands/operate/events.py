"""`specdeck events`: past and new events."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.event import Event, StreamReset

app = single_command()

After = Annotated[int | None, typer.Option("--after", metavar="NUMBER", min=0, help="Only events after this number.")]
Follow = Annotated[bool, typer.Option("--follow", "-f", help="Wait for new events, even across a daemon restart.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=500, help="The maximum number of past events.")]


@app.command(epilog="Example: specdeck events --follow --json | jq .type")
@prints("daemon.wire.event:Event", "one object a line")
def events(
    target: Target,
    follow: Follow = False,
    after: After = None,
    limit: Limit = 200,
    as_json: Json = False,
) -> None:
    """Print events, one a line; with --json, one JSON object a line."""
    with target.connect() as client:
        if follow:
            _follow(client, after, as_json)
        else:
            for event in client.events.page(after or 0, limit).items:
                _print(event, as_json)


def _follow(client: "Client", after: int | None, as_json: bool) -> None:
    with client.events.follow(after, _warn) as following:
        for happening in following:
            _print(happening, as_json)


def _warn(attachment: str) -> None:
    if attachment == "lost":
        print("warning: connection lost; reconnecting", file=sys.stderr)


def _print(happening: "Event | StreamReset", as_json: bool) -> None:
    from daemon.wire.event import StreamReset

    is_reset = isinstance(happening, StreamReset)
    if as_json and is_reset:
        print_json({"reset": happening})
    elif as_json:
        print_json(happening)
    elif isinstance(happening, StreamReset):
        print(f"warning: events up to {happening.tail} are missing here: {happening.reason}", file=sys.stderr)
    else:
        print(f"{happening.seq:>8}  {happening.at}  {happening.type}  {happening.subject}", flush=True)
