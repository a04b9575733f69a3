"""Why something failed, on the wire: the same shape as the engine's fault."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure for a person and for a program.

    `code` is `room.name`, `sentence` says what happened, `hint` what to type or change. `place` is the character of
    the text that the fault is about, counted from 0, where one is known.
    """

    code: str
    sentence: str
    hint: str = ""
    place: int | None = None
