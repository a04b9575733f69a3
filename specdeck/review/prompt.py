"""Ask the user a question on the terminal; a script sends its answers on stdin, one a line."""

import io
import sys
from functools import cache


class EndOfInput(Exception):  # noqa: N818 - a normal end, not an error
    """The input has ended."""


def ask(question: str) -> str:
    """Return the answer without surrounding blanks; raise EndOfInput at the end of the input."""
    while True:
        print(f"{question} ", end="", flush=True)
        line = _read_line()
        if not line:
            print()
            raise EndOfInput
        if not _is_text(line):
            print("This is not valid UTF-8 text. Try again.")
            continue
        if not sys.stdin.isatty():
            print(line.rstrip("\n"))  # the answers of a script belong to the transcript
        return line.strip()


def choose(question: str, answers: str, default: str) -> str:
    """Return one of several letters; an empty answer and the end of the input mean the default."""
    while True:
        try:
            answer = ask(f"{question} [{','.join(answers)}]").lower() or default
        except EndOfInput:
            return default
        if answer in answers:
            return answer


def _read_line() -> str:
    """Return a line of the input; empty at its end, or if stdin was closed from the start."""
    if sys.stdin is None:
        return ""
    _accept_any_bytes()
    return sys.stdin.readline()


@cache
def _accept_any_bytes() -> None:
    """Read invalid bytes too, so that one bad line does not lose the others. Must run before the first line is read."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")


def _is_text(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True
