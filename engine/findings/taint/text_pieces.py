"""The text that a string expression builds, as pieces: constants, and holes that values fill."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

# Longer values are cut: what is left out is a gap, which joins nothing.
MAX_PIECES = 120


class TextOrigin(StrEnum):
    """Where the text in a hole comes from."""

    PARAMETER = "parameter"
    COLUMN = "column"
    TRIGGER_ARGUMENT = "trigger argument"


class Quoting(StrEnum):
    """How the text of a hole was quoted; SAFE text needs no quotes, as a number does not."""

    NONE = "none"
    NAME = "name"
    LITERAL = "literal"
    SAFE = "safe"


@dataclass(frozen=True, slots=True)
class Constant:
    """Text that is written in the source."""

    text: str


@dataclass(frozen=True, slots=True)
class Hole:
    """Text that is known only at run time.

    `is_path` is true where a dotted name was quoted as one name, `is_requoted` where what is quoted was so already.
    """

    quoting: Quoting
    origin: TextOrigin | None = None
    source: str = ""
    is_path: bool = False
    is_requoted: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Something may have been left out here: the pieces on both sides need not touch."""


Piece: TypeAlias = Constant | Hole | Gap
Value: TypeAlias = tuple[Piece, ...]
SAFE: Value = (Hole(Quoting.SAFE),)
NOTHING: Value = ()


def either(*values: Value) -> Value:
    """One of several values: all their pieces, with gaps between them."""
    distinct = [each for each in dict.fromkeys(values) if each]
    if len(distinct) < 2:
        if distinct:
            return distinct[0]
        return NOTHING
    joined: list[Piece] = []
    for each in distinct:
        joined += [*each, Gap()]
    return bounded(tuple(joined[:-1]))


def bounded(value: Value) -> Value:
    """A value of at most so many pieces: holes that matter are kept before constants."""
    if len(value) <= MAX_PIECES:
        return value
    holes = [each for each in value if isinstance(each, Hole) and each.quoting is not Quoting.SAFE]
    return tuple(dict.fromkeys(holes))[:MAX_PIECES] or SAFE


def requoted(value: Value, quoting: Quoting) -> Value:
    """A value once quoted as a name or as a literal: one hole, unless all of it is constant."""
    holes = [each for each in value if isinstance(each, Hole)]
    constants = [each.text for each in value if isinstance(each, Constant)]
    if not holes and constants:
        return (Constant(quoted("".join(constants), quoting)),)
    if len(value) == 1 and holes and holes[0].quoting is Quoting.SAFE:
        return (Hole(quoting),)
    first = next((each for each in holes if each.origin), Hole(quoting))
    is_path = any("." in each for each in constants)
    is_requoted = any(each.quoting in {Quoting.NAME, Quoting.LITERAL} for each in holes)
    return (Hole(quoting, first.origin, first.source, is_path, is_requoted),)


def quoted(text: str, quoting: Quoting) -> str:
    """A constant in quotes where its kind needs them."""
    if quoting is Quoting.LITERAL:
        return "'" + text.replace("'", "''") + "'"
    if text.isidentifier() and text == text.lower():
        return text
    return '"' + text.replace('"', '""') + '"'


def raw_holes(value: Value) -> list[Hole]:
    """The holes that text from outside fills without quotes."""
    return [each for each in value if isinstance(each, Hole) and each.quoting is Quoting.NONE and each.origin]
