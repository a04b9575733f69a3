"""Asking whoever runs a command, line by line; a script answers with lines on stdin."""

import io
import sys
from functools import cache


class EndOfInput(Exception):  # noqa: N818 - it is an answer, not a fault
    """There is nobody to answer any more."""


def ask(question: str) -> str:
    """The answer to a question, without the blanks around it; raises Over at the end of the input."""
    while True:
        print(f"{question} ", end="", flush=True)
        line = _line()
        if not line:
            print()
            raise EndOfInput
        if not _is_text(line):
            print("This is no UTF-8 text. Say it again.")
            continue
        if not sys.stdin.isatty():
            print(line.rstrip("\n"))  # a script's answers are part of what it prints
        return line.strip()


def _line() -> str:
    """A line of the input; empty at its end, and where the input was closed before we began."""
    if sys.stdin is None:
        return ""
    _forgive()
    return sys.stdin.readline()


@cache
def _forgive() -> None:
    """Read bytes that are no text as well, before the first line is: one bad line then loses no other."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")


def _is_text(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def choose(question: str, answers: str, usual: str) -> str:
    """One of some letters; nothing is the usual one, and so is the end of the input."""
    while True:
        try:
            said = ask(f"{question} [{','.join(answers)}]").lower() or usual
        except EndOfInput:
            return usual
        if said in answers:
            return said
