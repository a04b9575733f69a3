"""A finding: what a rule reports about a span of SQL, as a value with a JSON form."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from engine.analysis.place import Place
from engine.source.span import Span


class Severity(StrEnum):
    """How much a finding matters, most first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


SEVERITIES = tuple(Severity)


class FixKind(StrEnum):
    """`refactor` keeps the meaning and must be proved; `security` changes it, so its difference is shown."""

    REFACTOR = "refactor"
    SECURITY = "security"


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace a span of a file by a text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class FindingFix:
    """A proposed change of one file that clears a finding."""

    kind: FixKind
    edits: tuple[TextEdit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One report of one rule. `fingerprint` survives changes elsewhere in the file."""

    rule: str
    name: str
    family: str
    category: str
    severity: Severity
    cwe: int | None
    place: Place
    message: str
    hint: str
    effort_minutes: int
    fingerprint: str
    fix: FindingFix | None = None

    def to_json(self) -> dict[str, Any]:
        """The JSON form that commands print and the store keeps."""
        return {
            "rule": self.rule,
            "name": self.name,
            "family": self.family,
            "category": self.category,
            "severity": self.severity.value,
            "cwe": self.cwe,
            "path": self.place.path,
            "unit": self.place.unit,
            "kind": self.place.kind,
            "start": self.place.span.start,
            "end": self.place.span.end,
            "line": self.place.line,
            "column": self.place.column,
            "message": self.message,
            "hint": self.hint,
            "effort_minutes": self.effort_minutes,
            "fingerprint": self.fingerprint,
            "fix": _fix_to_json(self.fix),
        }


def finding_from_json(data: Mapping[str, Any]) -> Finding:
    """Read a finding back from its JSON form."""
    span = Span(data["start"], data["end"])
    place = Place(data["path"], data["unit"], data["kind"], span, data["line"], data["column"])
    return Finding(
        rule=data["rule"],
        name=data["name"],
        family=data["family"],
        category=data["category"],
        severity=Severity(data["severity"]),
        cwe=data["cwe"],
        place=place,
        message=data["message"],
        hint=data["hint"],
        effort_minutes=data["effort_minutes"],
        fingerprint=data["fingerprint"],
        fix=_fix_from_json(data["fix"]),
    )


def fingerprint_of(rule: str, place: Place, text: str, occurrence: int) -> str:
    """Identify a finding by its rule, unit and text, not by its line; `occurrence` separates equal ones."""
    identity = "\0".join((rule, place.path, place.unit, " ".join(text.split()), str(occurrence)))
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _fix_to_json(fix: FindingFix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    edits = [{"start": each.span.start, "end": each.span.end, "text": each.text} for each in fix.edits]
    return {"kind": fix.kind.value, "edits": edits}


def _fix_from_json(data: Mapping[str, Any] | None) -> FindingFix | None:
    if data is None:
        return None
    edits = (TextEdit(Span(each["start"], each["end"]), each["text"]) for each in data["edits"])
    return FindingFix(FixKind(data["kind"]), tuple(edits))
