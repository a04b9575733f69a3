"""The files of a project: the order in which they load, and which definition of a unit is current."""

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.source.definition_kinds import DEFINITION_KINDS
from engine.source.path_order import natural_path_key
from engine.source.unit import Aside, SourceFile, Unit

_INCLUDE = re.compile(r"\\(\w+)\s+(?:'((?:[^']|'')+)'|\"([^\"]+)\"|(\S+))")


@dataclass(frozen=True, slots=True)
class UnitInFile:
    """A unit and the path of its file."""

    path: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Definition:
    """The current definition of a name, and the older ones that it replaced, oldest first."""

    current: UnitInFile
    older: tuple[UnitInFile, ...] = ()


def load_order(sources: Iterable[SourceFile], listed: Sequence[str] = ()) -> tuple[SourceFile, ...]:
    """Return the files in load order: listed ones, then by natural path; an included file before its includer.

    Two folders may hold different files of one path: the later ones follow the first.
    """
    namesakes = _by_path(sources)
    by_path = {path: found[0] for path, found in namesakes.items()}
    ordered = [path for path in listed if path in by_path]
    rest = sorted((path for path in by_path if path not in set(ordered)), key=natural_path_key)
    included = {target for source in by_path.values() for target in _targets(source, by_path)}
    seen: dict[str, SourceFile] = {}
    for path in (*ordered, *(path for path in rest if path not in included), *rest):
        _load(path, by_path, seen, frozenset())
    return tuple(each for path in seen for each in namesakes[path])


def _by_path(sources: Iterable[SourceFile]) -> dict[str, list[SourceFile]]:
    """Return the files of each path; one that was given twice is there once."""
    found: dict[str, list[SourceFile]] = {}
    for source in sources:
        here = found.setdefault(source.path, [])
        if all(source.text != each.text for each in here):
            here.append(source)
    return found


def _load(path: str, by_path: Mapping[str, SourceFile], seen: dict[str, SourceFile], within: frozenset[str]) -> None:
    """Add a file once, after the files that it includes: its own statements mostly need those."""
    if path in seen or path in within:
        return
    for target in _targets(by_path[path], by_path):
        _load(target, by_path, seen, within | {path})
    seen[path] = by_path[path]


def _targets(source: SourceFile, by_path: Mapping[str, SourceFile]) -> list[str]:
    """Return the files of the project that a file includes, in order."""
    found = (included_path(source.path, each, by_path) for each in source.includes)
    return [target for target in found if target is not None and target != source.path]


def included_path(path: str, include: Aside, by_path: Mapping[str, SourceFile]) -> str | None:
    """`\\ir` is relative to the file, `\\i` to where psql was started: the file's folder and all above it are tried."""
    found = _INCLUDE.match(include.text)
    if not found:
        return None
    named = next(group for group in found.groups()[1:] if group is not None)
    folder = posixpath.dirname(path)
    while True:
        candidate = posixpath.normpath(posixpath.join(folder, named))
        if candidate in by_path:
            return candidate
        if not folder or folder == "/" or found.group(1) in {"ir", "include_relative"}:
            return None
        folder = posixpath.dirname(folder)


def current_definitions(sources: Iterable[SourceFile]) -> dict[tuple[str, str], Definition]:
    """Return the definition of each kind and name after all files are loaded in this order: the last one."""
    found: dict[tuple[str, str], Definition] = {}
    for source in sources:
        for unit in source.units:
            if unit.kind not in DEFINITION_KINDS or not unit.name:
                continue
            key = (unit.kind, unit.name)
            before = found.get(key)
            older = (*before.older, before.current) if before else ()
            found[key] = Definition(UnitInFile(source.path, unit), older)
    return found
