"""`specdeck activity`: what others did that concerns you."""

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
Follow = Annotated[bool, typer.Option("--follow", "-f", help="Wait for more; survives a restart of the daemon.")]
Unseen = Annotated[bool, typer.Option("--unseen", help="Only what is not marked as seen.")]
Mark = Annotated[bool, typer.Option("--mark", help="Mark everything up to the last one printed as seen.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=MOST, help="At most so many of the past.")]


@dataclass
class Printer:
    """Prints notices that were not printed yet; `last` is the newest it has seen."""

    client: "Client"
    unseen: bool
    mark: bool
    as_json: bool
    last: int = 0

    def print_new(self, limit: int) -> None:
        """Everything newer than the last one, oldest first."""
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
            mark = " " if notice.seen else "*"
            told = f"{notice.at}  {notice.project}  {notice.unit} {notice.name}: {notice.sentence}"
            print(f"{mark} {escape_line(told)}", flush=True)


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
    """The event feed only tells that there is something new; what it is, is asked for."""
    from daemon.wire.event import StreamReset

    with printer.client.events.follow(told=_tell) as following:
        printer.print_new(limit)
        for happening in following:
            if isinstance(happening, StreamReset) or happening.type == "notice.given":
                printer.print_new(MOST)


def _tell(attachment: str) -> None:
    if attachment == "lost":
        print("warning: the connection is lost; trying again", file=sys.stderr)
