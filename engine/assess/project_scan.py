"""Assess a project again: files are measured only if they, or what they may depend on, have changed."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.analysis.parsed_unit import parse_source
from engine.analysis.project_facts import ProjectFacts, project_facts
from engine.assess.assessed_unit import AssessedUnit, assess_unit, unread_units
from engine.assess.assessment import Assessment, sum_up
from engine.assess.declared_text import declarations_hash
from engine.assess.unit_status import COUNTED, UnitStatus, unproved_status
from engine.findings.finding import Finding
from engine.findings.scan_units import default_rules, scan_facts, scan_unit
from engine.source.load_order import load_order
from engine.source.unit import SourceFile

UnitKey = tuple[str, str, str]  # path, kind and name; units that share them share their status


@dataclass(frozen=True, slots=True)
class MeasuredFile:
    """The units of a file, and a key of all that their measures depend on."""

    key: str
    units: tuple[AssessedUnit, ...]


@dataclass(frozen=True, slots=True)
class ProjectScan:
    """The measures of every file by its path, and the findings that no unit holds."""

    sources: tuple[SourceFile, ...]
    facts: ProjectFacts
    files: Mapping[str, MeasuredFile]
    about_project: tuple[Finding, ...]

    @property
    def findings(self) -> Iterator[Finding]:
        """All findings, accepted ones too."""
        for file in self.files.values():
            for unit in file.units:
                yield from unit.findings
        yield from self.about_project


def scan_again(sources: Sequence[SourceFile], known: Mapping[str, MeasuredFile], rules: str) -> ProjectScan:
    """Measure the files that changed since they were measured; `rules` names the version of what measures them."""
    ordered = load_order(sources)
    facts, chosen = project_facts(ordered), default_rules()
    shared = f"{rules}:{declarations_hash(ordered)}"
    files: dict[str, MeasuredFile] = {}
    for source in ordered:
        key = _file_key(source, shared)
        before = known.get(source.path)
        if before is None or before.key != key:
            units = (assess_unit(each, scan_unit(each, facts, chosen), unproved_status(each))
                     for each in parse_source(source))  # fmt: skip
            before = MeasuredFile(key, (*units, *unread_units(source)))
        files[source.path] = before
    return ProjectScan(ordered, facts, files, tuple(scan_facts(facts, chosen)))


def is_key_of(key: str, rules: str) -> bool:
    """Return whether this version of the rules made a key; measures of another may have other fields."""
    return f":{rules}:" in key


def assessment_of(
    scan: ProjectScan, statuses: Mapping[UnitKey, UnitStatus], accepted: frozenset[Finding] = frozenset()
) -> Assessment:
    """Return the assessment of a scan without its accepted findings; `statuses` says how units were converted."""
    units = [_with_status(unit, statuses, accepted) for file in scan.files.values() for unit in file.units]
    about_project = tuple(each for each in scan.about_project if each not in accepted)
    return sum_up(scan.sources, units, scan.facts, about_project)


def _with_status(
    unit: AssessedUnit, statuses: Mapping[UnitKey, UnitStatus], accepted: frozenset[Finding]
) -> AssessedUnit:
    findings = tuple(each for each in unit.findings if each not in accepted)
    known = statuses.get((unit.path, unit.kind, unit.name))
    if known is None or unit.status == COUNTED:
        return replace(unit, findings=findings)
    return replace(unit, findings=findings, status=known.status, statements=known.statements, raw=known.raw)


def _file_key(source: SourceFile, shared: str) -> str:
    text = hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{text[:24]}:{shared}"
