"""`specdeck activity`: your notices about what others did."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.activity import Notice

app = single_command()

MOST = 500
Follow = Annotated[bool, typer.Option("--follow", "-f", help="Wait for new notices, even across a daemon restart.")]
Unseen = Annotated[bool, typer.Option("--unseen", help="Only notices that are not marked as seen.")]
Mark = Annotated[bool, typer.Option("--mark", help="Mark the printed notices as seen.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=MOST, help="The maximum number of past notices.")]


@dataclass
class Printer:
    """Prints each notice once; `last` is the newest id so far."""

    client: "Client"
    unseen: bool
    mark: bool
    as_json: bool
    last: int = 0

    def print_new(self, limit: int) -> None:
        """Print the new notices, oldest first."""
        found = [each for each in self.client.activity.page(limit=limit).items if each.id > self.last]
        for notice in reversed(found):
            if not (self.unseen and notice.seen):
                self._print(notice)
        self.last = max([self.last, *(each.id for each in found)])
        if self.mark and found:
            self.client.activity.seen(self.last)

    def _print(self, notice: "Notice") -> None:
        if self.as_json:
            print_json(notice)
        else:
            mark = {True: " ", False: "*"}[notice.seen]
            text = f"{notice.at}  {notice.project}  {notice.unit} {notice.name}: {notice.sentence}"
            print(f"{mark} {escape_line(text)}", flush=True)


@app.command(epilog="Example: specdeck activity --unseen --follow")
@prints("daemon.wire.activity:Notice", "one object a line")
def activity(
    target: Target,
    follow: Follow = False,
    unseen: Unseen = False,
    mark: Mark = False,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """Print mentions, assignments, comments on your text and decisions on your work, oldest first."""
    with target.connect() as client:
        printer = Printer(client, unseen, mark, as_json)
        if follow:
            _follow(printer, limit)
        else:
            printer.print_new(limit)


def _follow(printer: Printer, limit: int) -> None:
    """Print new notices until interrupted; an event announces them, and the content is fetched."""
    from daemon.wire.event import StreamReset

    with printer.client.events.follow(None, _warn) as following:
        printer.print_new(limit)
        for happening in following:
            if isinstance(happening, StreamReset) or happening.type == "notice.given":
                printer.print_new(MOST)


def _warn(attachment: str) -> None:
    if attachment == "lost":
        print("warning: connection lost; reconnecting", file=sys.stderr)
