"""What is known about one unit, as far as the assessment of a project needs it."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.analysis.parsed_unit import ParsedUnit
from engine.assess.dependencies import UsedNames, uses_of_unit
from engine.conversion import Conversion, convert_unit
from engine.findings.finding import Finding
from engine.findings.finding_score import WEIGHTS
from engine.findings.unit_metrics import UnitMetrics, unit_metrics
from engine.review.risk_words import RISK_WORDS, find_risk_words
from engine.source.unit import Unit

# Units whose statements change data once, or say nothing about meaning, are counted and not converted.
_NOT_CONVERTED = frozenset({"data", "query", "set", "transaction", "comment", "grant", "call"})


@dataclass(frozen=True, slots=True)
class AssessedUnit:
    """`status` is proved, proved-if, unverified, refused or counted; `raw` counts statements that are quoted."""

    path: str
    line: int
    name: str
    kind: str
    schema: str
    language: str
    status: str
    statements: int
    raw: int
    metrics: UnitMetrics
    uses: UsedNames
    risk_words: tuple[str, ...]
    findings: tuple[Finding, ...]
    is_trigger: bool

    @property
    def is_routine(self) -> bool:
        return self.kind in {"function", "procedure"}

    @property
    def weight(self) -> float:
        """What its findings weigh."""
        return sum(WEIGHTS[each.severity] for each in self.findings)


def assess_unit(parsed: ParsedUnit, findings: Sequence[Finding], *, prove: bool) -> AssessedUnit:
    """Measure a unit; without a proof it counts as unverified."""
    unit = parsed.unit
    conversion = convert_unit(unit, parsed.path) if prove and unit.kind not in _NOT_CONVERTED else None
    words = dict.fromkeys(each.word for each in find_risk_words(RISK_WORDS, unit.text))
    return AssessedUnit(
        path=parsed.path,
        line=parsed.lines.line_column(unit.span.start)[0],
        name=unit.name,
        kind=unit.kind,
        schema=schema_of(unit.name),
        language=unit.language,
        status=_status(conversion, unit),
        statements=conversion.counts.statements if conversion else unit_metrics(parsed).statements,
        raw=conversion.counts.raw if conversion else 0,
        metrics=unit_metrics(parsed),
        uses=uses_of_unit(parsed),
        risk_words=tuple(words),
        findings=tuple(findings),
        is_trigger=parsed.header is not None and parsed.header.is_trigger,
    )


def schema_of(name: str) -> str:
    """The schema of a qualified name; empty where none is written."""
    return name.partition("(")[0].rpartition(".")[0].partition(".")[0]


def _status(conversion: Conversion | None, unit: Unit) -> str:
    if unit.kind in _NOT_CONVERTED:
        return "counted"
    if conversion is None:
        return "unverified"
    if conversion.fault is not None:
        return "refused"
    if conversion.verdict:
        return conversion.verdict.kind.value
    return "unverified"
