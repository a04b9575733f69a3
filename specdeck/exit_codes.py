"""The exit codes: a promise to scripts."""

from enum import IntEnum
from typing import Self


class ExitCode(IntEnum):
    """What the end of a command means. A number never changes its meaning."""

    OK = 0, "The command did what was asked."
    FINDING = 1, "It found something: a unit with an error, no proof, a failed check, a decision that does not count."
    USAGE = 2, "The command line, a file it names or the configuration is wrong. Nothing was done."
    UNREACHABLE = 3, "The daemon cannot be reached."
    CONFLICT = 4, "Somebody else changed it first. Look again, then repeat."
    BUDGET = 5, "The budget of the project is used up."
    INTERNAL = 70, "A fault of Specdeck itself. Please report it."
    AGAIN = 75, "Not now: the daemon is busy, draining or starting. The same command may work later."
    INTERRUPTED = 130, "Interrupted from the keyboard."
    PIPE = 141, "Whoever read our output went away."

    meaning: str

    def __new__(cls, number: int, meaning: str) -> Self:
        """Keep the sentence beside the number."""
        member = int.__new__(cls, number)
        member._value_ = number
        member.meaning = meaning
        return member
