"""The command line: finds the module of a command, runs it, and turns what went wrong into one clear sentence."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import typer

from specdeck.exit_codes import ExitCode
from specdeck.failures import Failure, failure_of
from specdeck.installation import refuse_foreign_packages
from specdeck.options import Host, Instance, NoDaemonStart, Version
from specdeck.printable import in_lines
from specdeck.words import Words

if TYPE_CHECKING:
    from typer._click import Context


COMPLETION = "_SPECDECK_COMPLETE"


class Commands(Words):
    """The commands, one module of `specdeck.commands` each."""

    package = "specdeck.commands"

    def invoke(self, ctx: "Context") -> Any:  # noqa: ANN401 - whatever the command returns
        try:
            outcome = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # caught here, since typer would make it an exit code of its own
            _forget_output()
            raise typer.Exit(ExitCode.PIPE) from None
        return outcome


app = typer.Typer(
    name="specdeck",
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(epilog="Example: specdeck lift db/ --json. More: specdeck COMMAND --help.")
def specdeck(
    context: typer.Context,
    host: Host = None,
    instance: Instance = None,
    no_daemon_start: NoDaemonStart = False,
    version: Version = False,  # noqa: ARG001 - printed by its callback
) -> None:
    """Turn a legacy PostgreSQL code base into SpecQL that people can trust. Without a command: the review deck."""
    if context.invoked_subcommand is None:
        from specdeck.connection import target
        from specdeck.deck import show

        show(target(context, host, no_daemon_start, instance))


def run(arguments: Sequence[str]) -> int:
    """Run one command line to its exit code. Prints `error: … / hint: …` instead of a traceback."""
    _print_what_cannot_be_encoded()
    if COMPLETION in os.environ:
        _know_the_shells()
    try:
        refuse_foreign_packages()
        outcome = typer.main.get_command(app).main(list(arguments), prog_name="specdeck", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the process ends here: the last place to say it in one sentence
        return _report(failure_of(error))
    return outcome if isinstance(outcome, int) else ExitCode.OK


def _report(failure: Failure) -> int:
    print(f"error: {in_lines(failure.sentence)}", file=sys.stderr)
    if failure.hint:
        print(f"hint: {in_lines(failure.hint)}", file=sys.stderr)
    return failure.exit_code


def _print_what_cannot_be_encoded() -> None:
    """A file name of any bytes can be shown; what the terminal lacks is escaped, not fatal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _know_the_shells() -> None:
    """Let typer answer a shell that asks how a word may go on; otherwise that code is not loaded."""
    from typer.completion import completion_init

    completion_init()


def _forget_output() -> None:
    """Keep the interpreter from writing to the closed pipe once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
