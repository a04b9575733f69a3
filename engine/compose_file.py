"""What lies in a spec file: which units, and how it changes when some of them do."""

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

ACCOMPANYING_KINDS = frozenset({"comment", "set"})  # they come along with what they are about
NAMELESS_LISTS = ("grants", "statements")
_BODILESS: dict[str, Any] = {
    "as_": ("",), "body": None, "label": None, "pragmas": (), "declare": (), "steps": (), "catch": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitKey:
    """Which unit a part is of. What has no name of its own is told by what it says."""

    kind: str
    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class FileTitle:
    """The head of a file: an entity or a module, by its title."""

    text: str
    entity: bool

    def header(self) -> SpecFile:
        """An empty file of this title."""
        return SpecFile(entity=self.text) if self.entity else SpecFile(module=self.text)


@dataclass(frozen=True, slots=True)
class ComposedFile:
    """A file's text, None where nothing is left to lie in it; `alone` if only ours lie in it, under a head of ours.

    Such a file needs no reading when it is composed again: it holds nothing that would have to be kept.
    """

    text: str | None
    alone: bool


class SearchPathError(Exception):
    """A file with a search path of its own gives names another meaning than ours have."""

    def __init__(self, search_path: Sequence[str]) -> None:
        super().__init__(f"The file has the search path {', '.join(search_path)}, and the approved units do not.")


def unit_key(part: SpecFile) -> UnitKey:
    """Which unit a part is of, by the SQL that it stands for."""
    text = lower_file(_headed(part))
    units = [unit for unit in split(text).units if unit.kind not in ACCOMPANYING_KINDS] or list(split(text).units)
    nameless = any(getattr(part, key) for key in NAMELESS_LISTS)
    return UnitKey(units[0].kind, units[0].name, text if nameless else "") if units else UnitKey("", "", text)


def _headed(part: SpecFile) -> SpecFile:
    """The part with nothing in its routines: a header says which unit it is, and bodies are long."""
    return replace(part, actions=tuple(replace(action, **_BODILESS) for action in part.actions))


def compose_file(title: FileTitle, there: str | None, ours: Sequence[str], former: Iterable[str]) -> ComposedFile:
    """A file that holds `ours`, and of what is there whatever is not ours.

    `former` are the texts that we wrote into it before: what is not among `ours` any more is taken out.
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
    """What is neither ours now nor was. Where all is ours now, the texts from before need not be read."""
    mine = set(map(unit_key, put))
    others = [(key, part) for part in split_parts(found) if (key := unit_key(part)) not in mine]
    was_mine = {unit_key(read_spec(text)) for text in former} if others else set()
    return [part for key, part in others if key not in was_mine]


def _head(found: SpecFile) -> SpecFile:
    """The head of a file without its table and entries, which are parts."""
    return SpecFile(
        entity=found.entity, module=found.module, description=None if has_table(found) else found.description,
        note=None if has_table(found) else found.note, search_path=found.search_path,
    )  # fmt: skip


def lower_part(part: SpecFile) -> str:
    """The SQL of a part, as a conversion lowers it."""
    return lower_spec(part)


def with_title(part: SpecFile, like: SpecFile) -> SpecFile:
    """The part under the title of another spec of its unit: equal texts for equal content."""
    return replace(part, entity=like.entity, module=like.module)


def is_same_spec(one: SpecFile, other: SpecFile) -> bool:
    """Whether two specs of a unit say the same."""
    return without_title(one) == without_title(other)
