"""The assessment of a project, as one value with a JSON form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from engine.analysis.parsed_unit import ParsedUnit, parse_source
from engine.analysis.project_facts import ProjectFacts, project_facts
from engine.assess.assessed_unit import AssessedUnit, assess_unit, unread_units
from engine.assess.current_units import current_units
from engine.assess.dependency_graph import DependencyGraph, dependency_graph
from engine.assess.effort import Effort, StartingPoint, project_effort, starting_points
from engine.assess.excerpts import Excerpts, excerpts
from engine.assess.unit_status import UnitStatus, converted_status
from engine.findings.finding import Finding
from engine.findings.finding_rule import FindingRule
from engine.findings.finding_score import FindingScore, finding_score
from engine.findings.scan_units import default_rules, scan_facts, scan_unit
from engine.source.load_order import current_definitions, load_order
from engine.source.unit import SourceFile

Progress = Callable[[int, int], None]
StatusOf = Callable[[ParsedUnit], UnitStatus]
SIZES = (10, 30, 100, 300)
COMPLEXITIES = (5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class Redefinition:
    """A name that is defined more than once: the file whose definition counts, and the files before it."""

    name: str
    kind: str
    current: str
    older: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the reports show."""

    files: int
    unreadable: tuple[tuple[str, str], ...]
    unparsed: int
    units: tuple[AssessedUnit, ...]
    graph: DependencyGraph
    duplicates: tuple[tuple[str, ...], ...]
    redefinitions: tuple[Redefinition, ...]
    findings: tuple[Finding, ...]
    score: FindingScore
    effort: Effort
    start_here: tuple[StartingPoint, ...]
    excerpts: Excerpts

    @property
    def routines(self) -> list[AssessedUnit]:
        return [each for each in self.units if each.is_routine]

    def count_by(self, key: Callable[[AssessedUnit], str]) -> dict[str, int]:
        """How many units share a value, most first."""
        return dict(Counter(key(each) for each in self.units).most_common())

    def distribution(self, key: Callable[[AssessedUnit], int], bounds: Sequence[int]) -> dict[str, int]:
        """How many routines are within each bound."""
        found = Counter(
            next((at for at, bound in enumerate(bounds) if key(each) <= bound), len(bounds)) for each in self.routines
        )
        labels = [f"≤ {bound}" for bound in bounds] + [f"> {bounds[-1]}"]
        return {label: found[at] for at, label in enumerate(labels)}

    def to_json(self) -> dict[str, Any]:
        """The JSON form; lists are cut only where a report would not show more."""
        return {
            "files": self.files,
            "unreadable": [{"path": path, "reason": reason} for path, reason in self.unreadable],
            "unparsed": self.unparsed,
            "units": len(self.units),
            "routines": len(self.routines),
            "by_kind": self.count_by(lambda each: each.kind),
            "by_schema": self.count_by(lambda each: each.schema or "(none)"),
            "by_language": Counter(each.language for each in self.routines),
            "by_status": self.count_by(lambda each: each.status),
            "raw_statements": sum(each.raw for each in self.units),
            "lines": self.distribution(lambda each: each.metrics.lines, SIZES),
            "complexity": self.distribution(lambda each: each.metrics.cyclomatic, COMPLEXITIES),
            "edges": len(self.graph.edges),
            "cycles": [list(each) for each in self.graph.cycles],
            "roots": len(self.graph.roots),
            "unused": list(self.graph.unused),
            "most_used": [{"name": name, "users": count} for name, count in self.graph.most_used(10)],
            "duplicates": [list(each) for each in self.duplicates],
            "redefinitions": [_redefinition_json(each) for each in self.redefinitions],
            "findings": self.score.counts,
            "score": self.score.score,
            "risk": self.score.risk,
            "effort_hours": {"likely": self.effort.hours, "least": self.effort.least, "most": self.effort.most},
            "start_here": [_point_json(each) for each in self.start_here],
        }


def assess_sources(
    sources: Iterable[SourceFile],
    rules: Sequence[FindingRule] | None = None,
    *,
    status_of: StatusOf = converted_status,
    progress: Progress | None = None,
) -> Assessment:
    """Assess the files of a project; `progress` is called with the units done and all units."""
    ordered = load_order(sources)
    facts, chosen = project_facts(ordered), default_rules() if rules is None else rules
    total = sum(len(each.units) for each in ordered)
    units: list[AssessedUnit] = []
    for source in ordered:
        for parsed in parse_source(source):
            units.append(assess_unit(parsed, scan_unit(parsed, facts, chosen), status_of(parsed)))
            if progress is not None and len(units) % 100 == 0:
                progress(len(units), total)
        units += unread_units(source)
    return sum_up(ordered, units, facts, tuple(scan_facts(facts, chosen)))


def sum_up(
    sources: Sequence[SourceFile], units: Sequence[AssessedUnit], facts: ProjectFacts, about_project: Sequence[Finding]
) -> Assessment:
    """Return the assessment of units that are measured; `about_project` are findings that no unit holds."""
    graph, current = dependency_graph(units), current_units(units)
    start_here = tuple(starting_points(current, graph.users))
    findings = (*(finding for each in units for finding in each.findings), *about_project)
    return Assessment(
        files=len(sources),
        unreadable=tuple((each.path, each.fault.sentence) for each in sources if each.fault),
        unparsed=sum(unit.node is None and unit.fault is not None for each in sources for unit in each.units),
        units=tuple(units),
        graph=graph,
        duplicates=_duplicates(facts),
        redefinitions=_redefinitions(sources),
        findings=findings,
        score=finding_score(findings, len(units)),
        effort=project_effort(current),
        start_here=start_here,
        excerpts=excerpts(sources, start_here),
    )


def _duplicates(facts: ProjectFacts) -> tuple[tuple[str, ...], ...]:
    """Groups of routines with the same body under different names."""
    groups = (tuple(dict.fromkeys(each.unit for each in places)) for places in facts.bodies.values())
    return tuple(sorted(group for group in groups if len(group) > 1))


def _redefinitions(sources: Sequence[SourceFile]) -> tuple[Redefinition, ...]:
    found: dict[tuple[str, str], Redefinition] = {}
    for (kind, name), definition in current_definitions(sources).items():
        if definition.older:
            older = tuple(dict.fromkeys(each.path for each in definition.older))
            found[kind, name] = Redefinition(name, kind, definition.current.path, older)
    return tuple(found.values())


def _redefinition_json(each: Redefinition) -> dict[str, Any]:
    return {"name": each.name, "kind": each.kind, "current": each.current, "older": list(each.older)}


def _point_json(each: StartingPoint) -> dict[str, Any]:
    unit = each.unit
    return {
        "unit": unit.name,
        "kind": unit.kind,
        "path": unit.path,
        "line": unit.line,
        "status": unit.status,
        "risk": each.risk,
        "minutes": each.minutes,
        "reasons": list(each.reasons),
    }


def findings_by_rule(findings: Iterable[Finding]) -> list[tuple[str, str, str, int]]:
    """Severity, id, name and count of each rule that reported something, the most severe first."""
    order = {"critical": 0, "high": 1, "medium": 2, "low": 3, "info": 4}
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for each in findings:
        counts[each.severity.value, each.rule, each.name] += 1
    found = [(severity, rule, name, count) for (severity, rule, name), count in counts.items()]
    return sorted(found, key=lambda row: (order[row[0]], -row[3], row[1]))
