"""The statements of a script, from all of its files, and what no spec can hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.proof.scripts.names.search_path_doubts import search_path_doubts
from engine.source.load_order import included_path
from engine.source.script_units import can_be_composed, is_script_statement
from engine.source.unit import Aside, SourceFile, Unit

if TYPE_CHECKING:
    from engine.proof.scripts.atoms import Atom

# Commands of psql that change what is printed, not what is made. A backtick or a pipe runs a program, and a backslash
# begins another command.
_HARMLESS_COMMAND = re.compile(
    r"\\(?:(?:echo|qecho|warn|timing|pset|x|o|conninfo"
    r"|(?:un)?set\s+(?:ON_ERROR_STOP|ON_ERROR_ROLLBACK|QUIET|VERBOSITY|ECHO\w*|SHOW_CONTEXT))\b[^`|\\]*(?:\\\\)?"
    r"|encoding\s+'?(?:utf-?8|unicode)'?\s*)\Z",
    re.IGNORECASE,
)
# Only CREATE EXTENSION runs such a file, and ignores the line; psql would stop there.
_OF_EXTENSION = re.compile(r'\\echo Use "(?:CREATE|ALTER) EXTENSION [^`|\\]*\\quit\Z')
_TEMPLATE_COMMENT = "{#"
_QUIT = re.compile(r"\\q(?:uit)?\b")


@dataclass(frozen=True, slots=True)
class ScriptStatements:
    """Statements in order, the file of each, whether its search path is in doubt, and the texts that are left out."""

    units: tuple[Unit, ...]
    files: tuple[str, ...]
    doubts: tuple[bool, ...]
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
    placed = [(unit, source.path) for source in sources for unit in source.units]
    doubts = search_path_doubts([unit for unit, _ in placed])
    kept = [(*place, doubt) for place, doubt in zip(placed, doubts, strict=True) if is_script_statement(place[0])]
    paths = {source.path: source for source in sources}
    left_out = tuple(text for source in sources for text in _left_out(source, paths))
    return ScriptStatements(
        tuple(unit for unit, _, _ in kept), tuple(path for _, path, _ in kept), tuple(doubt for *_, doubt in kept),
        left_out,
    )  # fmt: skip


def gaps_in(sources: Sequence[SourceFile]) -> tuple[int, ...]:
    """Return the number of the statement after each included file, unreadable file and text that no spec can hold."""
    gaps: list[int] = []
    before = 0
    for source in sources:
        places = [unit.span.start for unit in source.units if not can_be_composed(unit)]
        places += [
            each.span.start for each in source.asides if each.kind == "include" or not _is_harmless(each, source)
        ]
        kept = [unit.span.start for unit in source.units if is_script_statement(unit)]
        gaps += [before + bisect_left(kept, place) for place in places]
        gaps += [before] if source.fault else []
        before += len(kept)
    return tuple(gaps)


def _left_out(source: SourceFile, paths: Mapping[str, SourceFile]) -> Iterator[str]:
    yield from (unit.text for unit in source.units if not can_be_composed(unit))
    for aside in source.asides:
        if not (_is_loaded(aside, source, paths) if aside.kind == "include" else _is_harmless(aside, source)):
            yield aside.text


def _is_loaded(include: Aside, source: SourceFile, paths: Mapping[str, SourceFile]) -> bool:
    """Whether an included file is part of the script, before all statements of the file that includes it."""
    is_first = not source.units or include.span.start < source.units[0].span.start
    return is_first and included_path(source.path, include, paths) is not None


def _is_harmless(aside: Aside, source: SourceFile) -> bool:
    """Whether an aside leaves the database as it is; the rows of a COPY are reported with their COPY."""
    text = aside.text.strip()
    if aside.kind == "template":
        return text.startswith(_TEMPLATE_COMMENT)
    if aside.kind != "psql" or _HARMLESS_COMMAND.match(text) or _OF_EXTENSION.match(text):
        return True
    is_last = not source.units or source.units[-1].span.start < aside.span.start
    return is_last and _QUIT.match(text) is not None
