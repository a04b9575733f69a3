"""What an exception means to whoever typed the command: a sentence, a hint, an exit code."""

import errno
import os
import traceback
from dataclasses import dataclass

import typer

from specdeck.exit_codes import ExitCode

# By the name of an error or of one it is a kind of, so that none of their modules is loaded to find out.
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
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class ErrorMessage:
    """One failed command."""

    sentence: str
    hint: str
    exit_code: int


def message_from_error(error: Exception) -> ErrorMessage:
    """Say an exception in words. Every room's errors carry `code` and `hint`; anything else is a fault of ours."""
    if isinstance(error, typer.TyperException):
        return _of_usage(error)
    if hasattr(error, "code") and hasattr(error, "hint"):
        return _of_a_room(error)
    if isinstance(error, OSError) and error.errno in DISK_FULL:
        return _of_the_disk(error)
    if isinstance(error, OSError) and error.filename is not None:
        return ErrorMessage(f"{error.filename}: {error.strerror}", "", ExitCode.USAGE)
    if isinstance(error, UnicodeEncodeError):  # what is typed may hold bytes that are no text, and goes no further
        return ErrorMessage("What you typed holds bytes that are no text.", "Write it as UTF-8.", ExitCode.USAGE)
    return _of_ours(error)


def _of_usage(error: typer.TyperException) -> ErrorMessage:
    context = getattr(error, "ctx", None)
    hint = f"`{context.command_path} --help` shows how." if context else ""
    return ErrorMessage(error.format_message(), hint, ExitCode.USAGE)


def _of_the_disk(error: OSError) -> ErrorMessage:
    where = f"{error.filename}: " if error.filename is not None else ""
    return ErrorMessage(f"{where}The disk is full.", "Make room, then repeat the command.", ExitCode.AGAIN)


def _of_a_room(error: Exception) -> ErrorMessage:
    sentence, place = getattr(error, "sentence", str(error)), getattr(error, "place", "")
    by_name = (EXIT_CODES[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in EXIT_CODES)
    code = getattr(error, "exit_code", None) or next(by_name, ExitCode.USAGE)
    return ErrorMessage(f"{place}: {sentence}" if place else sentence, str(getattr(error, "hint", "")), code)


def _of_ours(error: Exception) -> ErrorMessage:
    if os.environ.get("SPECDECK_TRACEBACK"):
        traceback.print_exception(error)
    return ErrorMessage(
        f"Specdeck failed: {type(error).__name__}: {error}",
        "This is a fault of Specdeck, please report it. SPECDECK_TRACEBACK=1 shows where it happened.",
        ExitCode.INTERNAL,
    )
