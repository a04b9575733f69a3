"""The tables that every form of the report shows: a title, headings, rows, and what they say."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.assess.assessed_unit import AssessedUnit
from engine.assess.assessment import Assessment, findings_by_rule
from engine.assess.unit_status import REFUSED
from engine.findings.mask_secrets import mask_secrets

# Longer lists are cut in reports; the JSON form has them whole.
MOST_ROWS = 25


@dataclass(frozen=True, slots=True)
class ReportTable:
    """`total` counts all rows, also those that were cut."""

    title: str
    note: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int


def report_tables(found: Assessment) -> Iterator[ReportTable]:
    """The tables of a report, the most useful first."""
    yield _start_here(found)
    yield _table("Findings", "What the rules report, the most severe first.", ("severity", "rule", "name", "count"), [
        (severity, rule, name, str(count)) for severity, rule, name, count in findings_by_rule(found.findings)
    ])  # fmt: skip
    most_used = [(name, str(count)) for name, count in found.graph.most_used(MOST_ROWS)]
    yield _table("Most depended on", "A change of these reaches furthest.", ("object", "used by"), most_used)
    cycles = [(str(len(each)), ", ".join(each)) for each in found.graph.cycles]
    yield _table("Cycles", "Routines that call each other.", ("routines", "names"), cycles)
    unused = [(name,) for name in found.graph.unused]
    yield _table("Trigger functions without a trigger", "No trigger of the files runs them.", ("function",), unused)
    duplicates = [(str(len(each)), ", ".join(each)) for each in found.duplicates]
    yield _table("Duplicates", "Routines with the same body under different names.", ("routines", "names"), duplicates)
    redefined = [(each.kind, each.name, each.current, ", ".join(each.older)) for each in found.redefinitions]
    headings = ("kind", "name", "definition that counts", "older ones")
    yield _table("Redefinitions", "The last definition in loading order counts.", headings, redefined)
    refused = [(each.title, each.kind, f"{each.path}:{each.line}") for each in _refused(found)]
    headings = ("statement", "kind", "place")
    yield _table("Refused statements", "PostgreSQL's parser, or ours, does not read them.", headings, refused)
    unreadable = list(found.unreadable)
    yield _table("Files that could not be read", "Nothing is known about them.", ("file", "reason"), unreadable)


def _refused(found: Assessment) -> Iterator[AssessedUnit]:
    yield from (each for each in found.units if each.status == REFUSED)


def _start_here(found: Assessment) -> ReportTable:
    rows = [
        (
            each.unit.title,
            f"{each.unit.path}:{each.unit.line}",
            f"{each.minutes:.0f} min",
            _why(each.reasons),
        )
        for each in found.start_here
    ]
    note = "Most risk for each minute of review: begin at the top."
    return _table("Start here", note, ("unit", "place", "review", "why"), rows)


def _why(reasons: tuple[str, ...]) -> str:
    return mask_secrets("; ".join(reasons))


def _table(title: str, note: str, headings: tuple[str, ...], rows: list) -> ReportTable:
    return ReportTable(title, note, headings, tuple(tuple(row) for row in rows[:MOST_ROWS]), len(rows))
