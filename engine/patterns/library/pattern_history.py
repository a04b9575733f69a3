"""Versions of a pattern: append-only, each known by its digest, and the difference between two."""

from collections.abc import Iterable, Mapping
from difflib import unified_diff
from typing import Any

import yaml

from engine.patterns.library.library_pattern import LibraryPattern


def pattern_to_yaml(pattern: LibraryPattern) -> str:
    """Return the pattern as the YAML entry that `read_patterns` reads, without what is default or empty."""
    return _dump(_entry(pattern))


def patterns_to_yaml(patterns: Iterable[LibraryPattern]) -> str:
    """Return patterns as a YAML list that `read_patterns` reads."""
    return _dump([_entry(each) for each in patterns])


def _entry(pattern: LibraryPattern) -> dict[str, Any]:
    data: dict[str, Any] = {name: value for name, value in pattern.to_json().items() if value not in ("", [], (), {})}
    if pattern.parameters:
        data["parameters"] = {each.name: _parameter(each.to_json()) for each in pattern.parameters}
    data |= {name: list(data[name]) for name in ("tags", "purposes", "requires", "conflicts") if name in data}
    return data


def _dump(data: object) -> str:
    return yaml.dump(data, Dumper=_BlockDumper, sort_keys=False, allow_unicode=True, width=120)


def _parameter(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "name" and value not in (None, "")}


def diff_patterns(before: LibraryPattern, after: LibraryPattern) -> str:
    """Return the unified diff of two versions as YAML; empty where they are equal."""
    return diff_texts(pattern_to_yaml(before), pattern_to_yaml(after))


def diff_texts(before: str, after: str) -> str:
    """Return the unified diff of two texts; empty where they are equal."""
    lines = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), "before", "after")
    return "".join(lines)


class _BlockDumper(yaml.SafeDumper):
    """Writes a text of several lines as a block."""


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_BlockDumper.add_representer(str, _write_text)
