"""Turn an exception into an error message for the user."""

import errno
import os
import re
import traceback
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import typer

from specdeck.exit_codes import ExitCode

# By the name of the class or of a base class, so that none of their modules needs to be imported.
EXIT_CODES = {
    "UnreachableError": ExitCode.UNREACHABLE,
    "ForeignOwnerError": ExitCode.UNREACHABLE,
    "IncompatibleError": ExitCode.UNREACHABLE,
    "MalformedError": ExitCode.UNREACHABLE,
    "UnavailableError": ExitCode.AGAIN,
    "StaleError": ExitCode.CONFLICT,
    "SupersededError": ExitCode.CONFLICT,
    "DecisionRefusedError": ExitCode.FINDING,
    "StateConflictError": ExitCode.CONFLICT,
    "DaemonFaultError": ExitCode.INTERNAL,
}
_UNKNOWN_COMMAND = re.compile(r"No such command '(.+)'")
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class ErrorMessage:
    """The message and the exit code of a failed command."""

    sentence: str
    hint: str
    exit_code: int
    code: str = "command.failed"

    def to_json(self) -> dict[str, object]:
        """Return the object that `--json` prints on stderr."""
        return {
            "error": self.code, "sentence": self.sentence, "hint": self.hint, "exit_code": int(self.exit_code),
        }  # fmt: skip


def message_from_error(error: Exception) -> ErrorMessage:
    """Return the message of an exception. Errors with `code` and `hint` are expected; others are internal errors."""
    if isinstance(error, typer.TyperException):
        return _usage_message(error)
    if hasattr(error, "code") and hasattr(error, "hint"):
        return _expected_message(error)
    if isinstance(error, OSError) and error.errno in DISK_FULL:
        return _disk_message(error)
    if isinstance(error, OSError) and error.filename is not None:
        return ErrorMessage(f"{error.filename}: {error.strerror}", "", ExitCode.USAGE)
    if isinstance(error, UnicodeEncodeError):  # an argument with invalid bytes
        return ErrorMessage("The command line is not valid UTF-8.", "Type it as UTF-8.", ExitCode.USAGE)
    return _internal_message(error)


def _usage_message(error: typer.TyperException) -> ErrorMessage:
    context = getattr(error, "ctx", None)
    hint = f"See `{context.command_path} --help`." if context else ""
    sentence = error.format_message()
    near = _nearest_command(sentence, context)
    return ErrorMessage(sentence, f"{near} {hint}".strip(), ExitCode.USAGE, "command.usage")


def _nearest_command(sentence: str, context: Any) -> str:  # noqa: ANN401 - typer's context, or None
    """Return what a mistyped command may have meant."""
    found = _UNKNOWN_COMMAND.match(sentence)
    if found is None or context is None:
        return ""
    near = get_close_matches(found[1], context.command.list_commands(context), 1)
    return "".join(f"Did you mean `{context.command_path} {each}`?" for each in near)


def _disk_message(error: OSError) -> ErrorMessage:
    where = filter(None, (error.filename, "The disk is full."))
    return ErrorMessage(": ".join(where), "Free some space, then retry.", ExitCode.AGAIN)


def _expected_message(error: Exception) -> ErrorMessage:
    sentence, place = getattr(error, "sentence", str(error)), getattr(error, "where", "")
    by_name = (EXIT_CODES[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in EXIT_CODES)
    code = getattr(error, "exit_code", None) or next(by_name, ExitCode.USAGE)
    text = ": ".join(filter(None, (place, sentence)))
    return ErrorMessage(text, str(getattr(error, "hint", "")), code, str(getattr(error, "code", "")))


def _internal_message(error: Exception) -> ErrorMessage:
    if os.environ.get("SPECDECK_TRACEBACK"):
        traceback.print_exception(error)
    return ErrorMessage(
        f"Specdeck failed: {type(error).__name__}: {error}",
        "This is a bug in Specdeck; please report it. SPECDECK_TRACEBACK=1 shows the traceback.",
        ExitCode.INTERNAL,
    )
