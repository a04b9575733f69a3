"""The routines to mutate: those of a folder that were proved equal to their lowered text."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.conversion import convert_unit
from engine.proof.verdict import VerdictKind
from engine.source.split_file import split
from mutation.text import Piece, dollar_quoted, pieces_of

LANGUAGES = frozenset({"plpgsql", "sql"})


@dataclass(frozen=True, slots=True)
class Base:
    """One side of a routine as tokens, the text of the other side, and the spec of both."""

    text: str
    other: str
    spec: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A routine in its three forms."""

    original: str
    lowered: str
    spec: str

    def side(self, name: str) -> Base:
        """The text to edit, and the text that it must then not equal."""
        edited, other = (self.original, self.lowered) if name == "original" else (self.lowered, self.original)
        text = dollar_quoted(edited)
        return Base(text, other, self.spec, tuple(pieces_of(text)))


def by_class(bases: list[Base]) -> dict[str, list[Base]]:
    """Return the bases by token class, so that rare classes are edited as often as common ones."""
    found: dict[str, list[Base]] = {}
    for base in bases:
        for kind in sorted({piece.kind for piece in base.pieces}):
            found.setdefault(kind, []).append(base)
    return found


def pairs_of(paths: list[Path], chance: random.Random, most: int) -> list[Pair]:
    """Return distinct routines from files in random order, so that a small sample represents all files."""
    files = sorted(file for path in paths for file in ([path] if path.is_file() else path.rglob("*.sql")))
    chance.shuffle(files)
    found: dict[str, Pair] = {}
    for file in files:
        for pair in _in_file(file, chance):
            found.setdefault(pair.original, pair)
        if len(found) >= most:
            break
    return list(found.values())


_A_FILE = 40  # no file fills a whole sample


def _in_file(file: Path, chance: random.Random) -> Iterator[Pair]:
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return
    units = [
        unit
        for unit in split(text, str(file)).units
        if unit.is_routine and unit.language in LANGUAGES and not unit.fault and not unit.template
    ]
    for unit in chance.sample(units, min(len(units), _A_FILE)):
        conversion = convert_unit(unit, str(file))
        if conversion.ok and conversion.verdict and conversion.verdict.kind is VerdictKind.PROVED:
            yield Pair(unit.text, conversion.lowered, conversion.spec)
