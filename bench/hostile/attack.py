"""One attack, and whether it got through."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attack:
    """An attack on one unit; `through` says what it reached, empty if it was stopped.

    `proved_name` is a new name that was proved although the body uses the word: harmless in some
    places, so a person reads it.
    """

    family: str
    unit: str
    through: str = ""
    proved_name: str = ""
