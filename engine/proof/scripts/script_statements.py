"""The statements of a script, from all of its files, and what no spec can hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.source.script_units import can_be_composed, is_script_statement
from engine.source.unit import Aside, SourceFile, Unit

if TYPE_CHECKING:
    from engine.proof.scripts.atoms import Atom

# Commands of psql that change what is printed, not what is made.
_HARMLESS_COMMAND = re.compile(
    r"\\(?:echo|qecho|warn|timing|pset|x|q|quit|o|encoding|conninfo|unset"
    r"|set\s+(?:ON_ERROR_STOP|ON_ERROR_ROLLBACK|QUIET|VERBOSITY|ECHO\w*|SHOW_CONTEXT))\b"
)


@dataclass(frozen=True, slots=True)
class ScriptStatements:
    """Statements in order, the file of each, and the texts that are left out."""

    units: tuple[Unit, ...]
    files: tuple[str, ...]
    left_out: tuple[str, ...]

    def unit(self, atom: Atom) -> Unit:
        return self.units[atom.statement]

    def title(self, number: int) -> str:
        """Return how messages name a statement."""
        unit = self.units[number]
        line = " ".join(unit.text.split())[:60]
        if unit.name:
            return f"{unit.kind} {unit.name}"
        return f"`{line}`"


def statements_of(sources: Sequence[SourceFile]) -> ScriptStatements:
    """Return the statements of the files of a script, in load order."""
    kept = [(unit, source.path) for source in sources for unit in source.units if is_script_statement(unit)]
    left_out = tuple(text for source in sources for text in _left_out(source))
    return ScriptStatements(tuple(unit for unit, _ in kept), tuple(path for _, path in kept), left_out)


def gaps_in(sources: Sequence[SourceFile]) -> tuple[int, ...]:
    """Return the number of the statement after each included file, unreadable file and text that no spec can hold."""
    gaps: list[int] = []
    before = 0
    for source in sources:
        places = [unit.span.start for unit in source.units if not can_be_composed(unit)]
        places += [each.span.start for each in source.asides if each.kind == "include" or not _is_harmless(each)]
        kept = [unit.span.start for unit in source.units if is_script_statement(unit)]
        gaps += [before + bisect_left(kept, place) for place in places]
        gaps += [before] if source.fault else []
        before += len(kept)
    return tuple(gaps)


def _left_out(source: SourceFile) -> Iterator[str]:
    yield from (unit.text for unit in source.units if not can_be_composed(unit))
    for aside in source.asides:
        if not _is_harmless(aside):
            yield aside.text


def _is_harmless(aside: Aside) -> bool:
    """Whether an aside leaves the database as it is; the rows of a COPY are reported with their COPY."""
    return aside.kind != "psql" or _HARMLESS_COMMAND.match(aside.text.strip()) is not None
