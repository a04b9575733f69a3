"""The contract of an assessment: what a run is given."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from jobs.kinds.convert.engine_fingerprint import fingerprint_of_kind


def assessment_rules() -> str:
    """Return the version of everything that an assessment runs through."""
    return fingerprint_of_kind(Path(__file__).parent)


@dataclass(frozen=True, slots=True)
class FileToAssess:
    """A SQL file. `units` are its measures as JSON, as they were when all that they depend on had the `key`."""

    source: int
    folder: str
    path: str
    hash: str
    text: str
    key: str = ""
    units: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class ConvertedAs:
    """How the units of a kind and name in a file were converted."""

    source: int
    kind: str
    name: str
    status: str
    statements: int
    raw: int


@dataclass(frozen=True, slots=True)
class AcceptedByPerson:
    """A finding that a person accepted, by its fingerprint; `until` is a date, or empty."""

    fingerprint: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class AssessInput:
    """A project to assess on a day; `files` is None where nothing has changed.

    `allowed` holds the text of the file of suppressions of each folder that has one.
    """

    basis: str
    day: str
    rules: str
    files: tuple[FileToAssess, ...] | None = None
    conversions: tuple[ConvertedAs, ...] = ()
    allowed: Mapping[str, str] | None = None
    accepted: tuple[AcceptedByPerson, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the input as plain values, which are shared and not copied: they are large."""
        known = {each.name: getattr(self, each.name) for each in fields(self)}
        lists = {name: [_plain(each) for each in known[name]] for name in ("conversions", "accepted")}
        return {**known, **lists, "files": self.files and [_plain(each) for each in self.files]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "AssessInput":
        """Return the input from plain values."""
        files = data["files"]
        return cls(
            basis=data["basis"],
            day=data["day"],
            rules=data["rules"],
            files=None if files is None else tuple(FileToAssess(**each) for each in files),
            conversions=tuple(ConvertedAs(**each) for each in data["conversions"]),
            allowed=data["allowed"],
            accepted=tuple(AcceptedByPerson(**each) for each in data["accepted"]),
        )


def _plain(value: FileToAssess | ConvertedAs | AcceptedByPerson) -> dict[str, Any]:
    return {each.name: getattr(value, each.name) for each in fields(value)}
