"""Compose a spec file: find the units it holds, and replace those that changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.conversion import lower_spec
from engine.lower.file import lower_file
from engine.source.split_file import split
from engine.spec.model import SpecFile
from engine.spec.reader import read_spec
from engine.spec.spec_parts import has_table, join_parts, split_parts, without_title
from engine.spec.writer import write_spec

ACCOMPANYING_KINDS = frozenset({"comment", "set"})  # they belong to the object that they are about
NAMELESS_LISTS = ("grants", "statements")
_BODILESS: dict[str, Any] = {
    "as_": ("",), "body": None, "label": None, "pragmas": (), "declare": (), "steps": (), "catch": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitKey:
    """Identifies the unit of a part; a statement without a name is identified by its text."""

    kind: str
    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class FileTitle:
    """The title of a file: an entity or a module."""

    text: str
    entity: bool

    def header(self) -> SpecFile:
        """Return an empty file with this title."""
        if self.entity:
            return SpecFile(entity=self.text)
        return SpecFile(module=self.text)


@dataclass(frozen=True, slots=True)
class ComposedFile:
    """The text of a file, None if it would be empty; `alone` if it holds only our units under our header.

    Such a file does not have to be read when it is composed again, because nothing in it must be kept.
    """

    text: str | None
    alone: bool


class SearchPathError(Exception):
    """The file sets a search path, so its names mean something else than those of the approved units."""

    def __init__(self, search_path: Sequence[str]) -> None:
        super().__init__(f"The file has the search path {', '.join(search_path)}, and the approved units do not.")


def unit_key(part: SpecFile) -> UnitKey:
    """Return the key of the unit that a part describes, from the SQL it lowers to."""
    text = lower_file(_headed(part))
    units = [unit for unit in split(text).units if unit.kind not in ACCOMPANYING_KINDS] or list(split(text).units)
    nameless = any(getattr(part, key) for key in NAMELESS_LISTS)
    if units:
        return UnitKey(units[0].kind, units[0].name, text if nameless else "")
    return UnitKey("", "", text)


def _headed(part: SpecFile) -> SpecFile:
    """Return the part with empty routine bodies: the header identifies the unit, and bodies are long."""
    return replace(part, actions=tuple(replace(action, **_BODILESS) for action in part.actions))


def compose_file(title: FileTitle, there: str | None, ours: Sequence[str], former: Iterable[str]) -> ComposedFile:
    """Return a file that holds `ours` and keeps everything in `there` that we did not write.

    `former` are the texts that we wrote into it before; those that are missing from `ours` are removed.
    """
    put = [read_spec(text) for text in ours]
    found = read_spec(there) if there is not None else None
    if found and found.search_path and any(part.search_path != found.search_path for part in put):
        raise SearchPathError(found.search_path)
    kept = _kept(found, put, sorted(set(former) - set(ours))) if found else []
    if not put and not kept:
        return ComposedFile(None, alone=True)
    header = title.header() if found is None or any(map(has_table, put)) else _head(found)
    alone = not kept and header == title.header()
    return ComposedFile(write_spec(join_parts(header, [*put, *kept])).text, alone)


def _kept(found: SpecFile, put: Sequence[SpecFile], former: Sequence[str]) -> list[SpecFile]:
    """Return the parts that are not ours and never were; reads the former texts only if that is in doubt."""
    mine = set(map(unit_key, put))
    others = [(key, part) for part in split_parts(found) if (key := unit_key(part)) not in mine]
    was_mine = {unit_key(read_spec(text)) for text in former} if others else set()
    return [part for key, part in others if key not in was_mine]


def _head(found: SpecFile) -> SpecFile:
    """Return the header of a file without its table and entries, which are parts."""
    return SpecFile(
        entity=found.entity, module=found.module, description=None if has_table(found) else found.description,
        note=None if has_table(found) else found.note, search_path=found.search_path,
    )  # fmt: skip


def lower_part(part: SpecFile) -> str:
    """Return the SQL of a part, lowered as a conversion would."""
    return lower_spec(part)


def with_title(part: SpecFile, like: SpecFile) -> SpecFile:
    """Return the part under the title of `like`, so that equal content gives equal texts."""
    return replace(part, entity=like.entity, module=like.module)


def is_same_spec(one: SpecFile, other: SpecFile) -> bool:
    """Whether two specs of a unit have the same content."""
    return without_title(one) == without_title(other)
