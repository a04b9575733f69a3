"""`specdeck demo`: convert a sample project with a separate daemon."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.confirmation import Yes, confirm
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints

if TYPE_CHECKING:
    from collections.abc import Callable

    from daemon.wire.conversion import Tally
    from specdeck.local.demo_instance import DemoSummary

app = single_command()
MEANING = {
    "proved": "the spec means the same as the SQL",
    "proved-if": "the same under the listed obligations",
    "unverified": "not proved; the reason is recorded",
}

Plain = Annotated[bool, typer.Option("--plain", help="Print a summary, stop the demo daemon and exit.")]


@app.command(epilog="Example: specdeck demo --plain")
@prints("specdeck.local.demo_instance:DemoSummary")
def demo(plain: Plain = False, yes: Yes = False, as_json: Json = False) -> None:
    """Convert a small legacy ERP and open the deck, with a separate folder and daemon. Each run starts over."""
    from specdeck.local import demo_instance, open_tui

    live = not plain and not as_json and not open_tui.why_unavailable()
    if earlier := demo_instance.find_earlier_demo():
        confirm(f"This deletes the demo in {earlier}, with every decision made in it, and starts over.", yes=yes)
    folder = demo_instance.prepare_demo()
    try:
        summary = demo_instance.convert_demo(folder, _progress_line() if live else _no_progress)
    finally:
        if not live:
            demo_instance.stop_demo()
    if as_json:
        print_json(summary)
        return
    _print_summary(summary)
    if live:
        open_tui.open_deck(Target(None, demo_instance.INSTANCE, autostart=True), demo_instance.PROJECT)
        print("The demo daemon keeps running. Open the deck again: specdeck --instance demo")
        print("Stop it: specdeck daemon stop --instance demo")


def _no_progress(_: "Tally") -> None:
    """Show no progress."""


def _progress_line() -> "Callable[[Tally], None]":
    """Return a function that overwrites one line with the current progress."""

    def show(tally: "Tally") -> None:
        done = f"{tally.files} files, {tally.converted} units converted, {tally.errors} errors"
        sys.stdout.write(f"\r\033[K{done}, {tally.waiting} jobs waiting")
        if not tally.waiting:
            sys.stdout.write("\n")
        sys.stdout.flush()

    return show


def _print_summary(summary: "DemoSummary") -> None:
    print(f"{summary.units} units in {summary.folder}")
    print(f"{summary.converted} converted, {summary.errors} with an error, in {summary.seconds:.1f} s")
    for verdict, units in sorted(summary.verdicts.items()):
        print(f"  {units:4}  {verdict:<11} {MEANING.get(verdict, '')}".rstrip())
