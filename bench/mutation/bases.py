"""What is mutated: routines of a folder that were proved equal to what they were lowered to."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.conversion import convert
from engine.proof.verdict import VerdictKind
from engine.source.splitting import split

LANGUAGES = frozenset({"plpgsql", "sql"})


@dataclass(frozen=True, slots=True)
class Base:
    """A routine in its three forms."""

    original: str
    lowered: str
    spec: str


def bases_of(paths: list[Path], chance: random.Random, most: int) -> list[Base]:
    """Distinct routines from files in random order, so that a small sample is one of all of them."""
    files = sorted(file for path in paths for file in ([path] if path.is_file() else path.rglob("*.sql")))
    chance.shuffle(files)
    found: dict[str, Base] = {}
    for file in files:
        for base in _in_file(file, chance):
            found.setdefault(base.original, base)
        if len(found) >= most:
            break
    return list(found.values())


_A_FILE = 40  # no file may be all of a sample


def _in_file(file: Path, chance: random.Random) -> Iterator[Base]:
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return
    units = [
        unit
        for unit in split(text, str(file)).units
        if unit.is_routine and unit.language in LANGUAGES and not unit.error and not unit.template
    ]
    for unit in chance.sample(units, min(len(units), _A_FILE)):
        conversion = convert(unit, str(file))
        if conversion.ok and conversion.verdict and conversion.verdict.kind is VerdictKind.PROVED:
            yield Base(unit.text, conversion.lowered, conversion.spec)
