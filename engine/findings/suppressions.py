"""Findings that people have accepted: by a comment in the SQL or by an entry of a file, with a reason."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase

from engine.fault import Fault
from engine.findings.finding import Finding
from engine.toml_text import read_toml

_COMMENT = re.compile(
    r"--\s*specdeck:\s*allow\s(?P<rules>[\w\s,-]+):\s*(?P<reason>\S.*)$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\suntil\s+(?P<day>\d{4}-\d\d-\d\d)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suppression:
    """`rules` are ids, names or families; `path` and `unit` are glob patterns; `line` is 0 for all lines."""

    rules: frozenset[str]
    reason: str
    until: date | None = None
    path: str = "*"
    unit: str = "*"
    line: int = 0

    def covers(self, finding: Finding, today: date) -> bool:
        """Whether it accepts a finding on a day."""
        named = self.rules & {finding.rule.lower(), finding.name, finding.family, finding.category}
        if not named or (self.until is not None and self.until < today):
            return False
        place = finding.place
        here = self.line in {0, place.line}
        return here and fnmatchcase(place.path, self.path) and fnmatchcase(place.unit, self.unit)


class SuppressionFileError(Exception):
    """A file of suppressions that cannot be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault


def suppressions_in_sql(path: str, text: str) -> tuple[Suppression, ...]:
    """The comments of a file that accept findings: of their own line, or of the next line with code."""
    if "specdeck:" not in text:
        return ()
    lines = text.split("\n")  # as the lines of findings are counted: a form feed does not end one
    subjects = _subjects(lines)
    return tuple(each for at, line in enumerate(lines) if (each := _in_comment(line, path, subjects[at])) is not None)


def suppressions_in_file(text: str) -> tuple[Suppression, ...]:
    """The `[[allow]]` entries of a TOML file."""
    try:
        entries = read_toml(text).get("allow", [])
        return tuple(_entry(each) for each in entries)
    except (KeyError, TypeError, ValueError) as error:
        hint = 'Write [[allow]] tables with rule = "SEC001", reason = "…" and perhaps until, path and unit.'
        raise SuppressionFileError(Fault("findings.suppressions", f"The file is not valid: {error}.", hint)) from error


def split_suppressed(
    findings: Iterable[Finding], suppressions: Iterable[Suppression], today: date
) -> tuple[list[Finding], list[Finding]]:
    """The findings that remain, and those that are accepted."""
    known = tuple(suppressions)
    remaining: list[Finding] = []
    accepted: list[Finding] = []
    for each in findings:
        (accepted if find_suppression(each, known, today) else remaining).append(each)
    return remaining, accepted


def find_suppression(finding: Finding, suppressions: Iterable[Suppression], today: date) -> Suppression | None:
    """The first suppression that accepts a finding."""
    return next((each for each in suppressions if each.covers(finding, today)), None)


def _in_comment(line: str, path: str, subject: int) -> Suppression | None:
    """What the comment on a line accepts; nothing if its last day is not a day."""
    found = _COMMENT.search(line)
    if found is None:
        return None
    until = _UNTIL.search(found["rules"])
    rules = _rules(found["rules"][: until.start()] if until else found["rules"])
    try:
        last = date.fromisoformat(until["day"]) if until else None
    except ValueError:
        return None
    if "until" in rules:
        return None
    return Suppression(rules, found["reason"].strip(), last, path, "*", subject)


def _entry(data: object) -> Suppression:
    if not isinstance(data, dict):
        raise TypeError("an entry is not a table")
    if not str(data["reason"]).strip():
        raise ValueError("an entry has no reason")
    return Suppression(
        rules=_rules(str(data["rule"])),
        reason=str(data["reason"]),
        until=_last_day(data.get("until")),
        path=str(data.get("path", "*")),
        unit=str(data.get("unit", "*")),
    )


def _last_day(value: object) -> date | None:
    """The last day of an entry, as TOML has it or as a text."""
    match value:
        case None:
            return None
        case datetime():
            return value.date()
        case date():
            return value
        case str():
            return date.fromisoformat(value)
    raise TypeError("until is not a date")


def _rules(text: str) -> frozenset[str]:
    return frozenset(re.split(r"[\s,]+", text.strip().lower()))


def _subjects(lines: list[str]) -> list[int]:
    """The line, counted from 1, that a comment on each line is about: its own, or the next one with code."""
    found, following = [0] * len(lines), 0
    for at in reversed(range(len(lines))):
        line = lines[at].lstrip()
        if line and not line.startswith("--"):
            following = at + 1
        found[at] = following if line.startswith("--") and following else at + 1
    return found
