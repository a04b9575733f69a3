"""The command line: finds the module of a command, runs it, and turns what went wrong into one clear sentence."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import typer

from specdeck.cli.lazy_group import LazyGroup
from specdeck.cli.options import Host, Instance, NoDaemonStart, Version
from specdeck.cli.terminal_text import escape_text
from specdeck.error_messages import ErrorMessage, message_from_error
from specdeck.exit_codes import ExitCode
from specdeck.installation import refuse_foreign_packages

if TYPE_CHECKING:
    from typer._click import Context


COMPLETION = "_SPECDECK_COMPLETE"


class CommandGroup(LazyGroup):
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
    cls=CommandGroup,
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
        from specdeck.cli.daemon_target import resolve_target
        from specdeck.local.open_tui import open_deck

        open_deck(resolve_target(context, host, no_daemon_start, instance))


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
        return _report(message_from_error(error))
    return outcome if isinstance(outcome, int) else ExitCode.OK


def _report(failure: ErrorMessage) -> int:
    print(f"error: {escape_text(failure.sentence)}", file=sys.stderr)
    if failure.hint:
        print(f"hint: {escape_text(failure.hint)}", file=sys.stderr)
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
