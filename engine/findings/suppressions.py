"""Findings that people have accepted: by a comment in the SQL or by an entry of a file, with a reason."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from engine.fault import Fault
from engine.findings.finding import Finding
from engine.toml_text import read_toml

_COMMENT = re.compile(
    r"--\s*specdeck:\s*allow\s+(?P<rules>[\w\s,-]+?)(?:\s+until\s+(?P<until>\d{4}-\d\d-\d\d))?\s*:\s*(?P<reason>\S.*)$",
    re.IGNORECASE,
)


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
    lines = text.splitlines()
    found = ((at, match) for at, line in enumerate(lines) if (match := _COMMENT.search(line)))
    return tuple(
        Suppression(_rules(match["rules"]), match["reason"].strip(), _date(match["until"]), path, "*", _line(lines, at))
        for at, match in found
    )


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


def _entry(data: dict[str, object]) -> Suppression:
    until = data.get("until")
    if not str(data["reason"]).strip():
        raise ValueError("an entry has no reason")
    return Suppression(
        rules=_rules(str(data["rule"])),
        reason=str(data["reason"]),
        until=until if isinstance(until, date) else None,
        path=str(data.get("path", "*")),
        unit=str(data.get("unit", "*")),
    )


def _rules(text: str) -> frozenset[str]:
    return frozenset(re.split(r"[\s,]+", text.strip().lower()))


def _date(text: str | None) -> date | None:
    if text:
        return date.fromisoformat(text)
    return None


def _line(lines: list[str], at: int) -> int:
    """The line, counted from 1, that a comment is about."""
    if not lines[at].lstrip().startswith("--"):
        return at + 1
    following = (number for number in range(at + 1, len(lines)) if _is_code(lines[number]))
    return next(following, at) + 1


def _is_code(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("--")
