"""Findings on the wire: what rules report about units, and what people accept of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FixEdit:
    """Characters of a unit that a fix replaces by a text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ProposedFix:
    """A fix: `refactor` keeps the meaning, `security` changes it as the rule means it to."""

    kind: str
    edits: tuple[FixEdit, ...]


@dataclass(frozen=True, slots=True)
class FindingInfo:
    """One finding. `unit` is the number of its unit, None for a statement without one; `start` and `end` are
    characters of the unit, `line` is of the file. `accepted` is person, comment or file, and empty for an open finding.
    """

    id: int
    project: str
    unit: int | None
    name: str
    path: str
    line: int
    start: int
    end: int
    rule: str
    title: str
    family: str
    category: str
    severity: str
    cwe: int | None
    message: str
    hint: str
    minutes: int
    since: str
    fix: ProposedFix | None = None
    accepted: str = ""
    reason: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class FindingPage:
    """A page of findings, the most severe first and those of a rule together."""

    items: tuple[FindingInfo, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many findings of a rule a project has."""

    severity: str
    rule: str
    title: str
    category: str
    open: int
    accepted: int


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """The rules that found something in a project, the most severe first."""

    project: str
    items: tuple[RuleCount, ...]


@dataclass(frozen=True, slots=True)
class NewAcceptance:
    """Why a finding is accepted; `until` is the last day, or empty."""

    reason: str
    until: str = ""
