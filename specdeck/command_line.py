"""The command line: runs a command, and reports an error in one clear sentence."""

import json
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import typer

from specdeck.cli.lazy_group import lazy_sections
from specdeck.cli.options import Host, Instance, NoDaemonStart, Version
from specdeck.cli.terminal_text import escape_text
from specdeck.commands import SECTIONS
from specdeck.error_messages import ErrorMessage, message_from_error
from specdeck.exit_codes import ExitCode
from specdeck.installation import refuse_foreign_packages

COMPLETION = "_SPECDECK_COMPLETE"

app = typer.Typer(
    name="specdeck",
    cls=lazy_sections(SECTIONS),
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
    """Turn a legacy PostgreSQL code base into SpecQL that you can trust. Without a command: open the review deck."""
    if context.invoked_subcommand is None:
        from specdeck.cli.daemon_target import resolve_target
        from specdeck.local.open_tui import open_deck

        open_deck(resolve_target(context, host, instance, no_daemon_start))


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code. Prints `error: … / hint: …` instead of a traceback."""
    _escape_unencodable_output()
    if COMPLETION in os.environ:
        _enable_shell_completion()
    try:
        refuse_foreign_packages()
        outcome = typer.main.get_command(app).main(list(arguments), prog_name="specdeck", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the process ends here: the last place to report an error
        return _report(message_from_error(error), as_json="--json" in arguments)
    if isinstance(outcome, int):
        return outcome
    return ExitCode.OK


def _report(message: ErrorMessage, *, as_json: bool) -> int:
    """Print an error on stderr: for people, or as JSON if the command was to print JSON."""
    if as_json:
        print(json.dumps(message.to_json(), ensure_ascii=False), file=sys.stderr)
        return message.exit_code
    print(f"error: {escape_text(message.sentence)}", file=sys.stderr)
    if message.hint:
        print(f"hint: {escape_text(message.hint)}", file=sys.stderr)
    return message.exit_code


def _escape_unencodable_output() -> None:
    """Escape characters that the terminal cannot encode, such as invalid bytes in a file name."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _enable_shell_completion() -> None:
    """Load typer's completion code, which only a completing shell needs."""
    from typer.completion import completion_init

    completion_init()
