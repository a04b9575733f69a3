"""The exit codes; scripts rely on them."""

from enum import IntEnum
from typing import Self


class ExitCode(IntEnum):
    """The meanings of the exit codes. A number never changes its meaning."""

    OK = 0, "Success."
    FINDING = (
        1,
        "The command found a problem: a unit with an error, an unproved spec, a failed check, a refused decision.",
    )
    USAGE = 2, "The command line, a file or the configuration is wrong. Nothing was done."
    UNREACHABLE = 3, "The daemon cannot be reached."
    CONFLICT = 4, "Somebody else changed it first. Look again, then retry."
    BUDGET = 5, "The budget of the project is exhausted."
    INTERNAL = 70, "An internal error. Please report it."
    AGAIN = 75, "The daemon is busy, draining or starting. Retry later."
    INTERRUPTED = 130, "Interrupted from the keyboard."
    PIPE = 141, "The reader of the output closed the pipe."

    meaning: str

    @classmethod
    def for_problem(cls, problem: object) -> Self:
        """Return FINDING if there is a problem, else OK."""
        if problem:
            return cls.FINDING
        return cls.OK

    def __new__(cls, number: int, meaning: str) -> Self:
        """Store the meaning with the number."""
        member = int.__new__(cls, number)
        member._value_ = number
        member.meaning = meaning
        return member
