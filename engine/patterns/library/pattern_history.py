"""Versions of a pattern: append-only, each known by its digest, and the difference between two."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

import yaml

from engine.patterns.library.library_pattern import LibraryPattern


@dataclass(frozen=True, slots=True)
class PatternVersion:
    """A pattern as it was from a moment on; versions count from 1."""

    number: int
    pattern: LibraryPattern
    reason: str = ""
    author: str = ""
    at: str = ""


def pattern_to_yaml(pattern: LibraryPattern) -> str:
    """Return the pattern as the YAML entry that `read_patterns` reads, without what is default or empty."""
    data: dict[str, Any] = {name: value for name, value in pattern.to_json().items() if value not in ("", [], (), {})}
    if pattern.parameters:
        data["parameters"] = {each.name: _parameter(each.to_json()) for each in pattern.parameters}
    data |= {name: list(data[name]) for name in ("tags", "requires", "conflicts") if name in data}
    return yaml.dump(data, Dumper=_BlockDumper, sort_keys=False, allow_unicode=True, width=120)


def _parameter(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "name" and value not in (None, "")}


def diff_patterns(before: LibraryPattern, after: LibraryPattern) -> str:
    """Return the unified diff of two versions as YAML; empty where they are equal."""
    return "".join(_diff_lines(pattern_to_yaml(before), pattern_to_yaml(after)))


def _diff_lines(before: str, after: str) -> Iterator[str]:
    return unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), "before", "after")


class _BlockDumper(yaml.SafeDumper):
    """Writes a text of several lines as a block."""


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_BlockDumper.add_representer(str, _write_text)
