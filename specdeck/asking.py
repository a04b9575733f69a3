"""Asking whoever runs a command, line by line; a script answers with lines on stdin."""

import sys


class Over(Exception):  # noqa: N818 - it is an answer, not a fault
    """There is nobody to answer any more."""


def ask(question: str) -> str:
    """The answer to a question, without the blanks around it; raises Over at the end of the input."""
    print(f"{question} ", end="", flush=True)
    line = sys.stdin.readline()
    if not line:
        print()
        raise Over
    if not sys.stdin.isatty():
        print(line.rstrip("\n"))  # a script's answers are part of what it prints
    return line.strip()


def choose(question: str, answers: str, usual: str) -> str:
    """One of some letters; nothing is the usual one, and so is the end of the input."""
    while True:
        try:
            said = ask(f"{question} [{','.join(answers)}]").lower() or usual
        except Over:
            return usual
        if said in answers:
            return said
