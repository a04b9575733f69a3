"""The contract of an assessment: what a run returns."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """A finding as JSON, with what accepts it: person, comment, file, or nothing. No person's reason is here."""

    finding: Mapping[str, Any]
    accepted: str = ""
    reason: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class AssessedFile:
    """The findings of a file with this text, and the measures of its units unless they are known."""

    source: int
    hash: str
    key: str
    units: tuple[Mapping[str, Any], ...] | None
    found: tuple[FoundProblem, ...]


@dataclass(frozen=True, slots=True)
class AssessOutput:
    """The assessment of a project as JSON. `faults` are files of suppressions that could not be read, by folder."""

    basis: str
    report: Mapping[str, Any]
    files: tuple[AssessedFile, ...]
    faults: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return the output as plain values, which are shared and not copied: they are large."""
        files = [_plain(each) | {"found": list(map(_plain, each.found))} for each in self.files]
        return _plain(self) | {"files": files}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "AssessOutput":
        """Return the output from plain values."""
        return cls(data["basis"], data["report"], tuple(map(_file, data["files"])), data["faults"])


def _plain(value: AssessOutput | AssessedFile | FoundProblem) -> dict[str, Any]:
    return {each.name: getattr(value, each.name) for each in fields(value)}


def _file(data: Mapping[str, Any]) -> AssessedFile:
    found = tuple(FoundProblem(**each) for each in data["found"])
    return AssessedFile(data["source"], data["hash"], data["key"], data["units"], found)
