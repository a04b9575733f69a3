"""What is known about one unit, as far as the assessment of a project needs it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.analysis.line_index import line_index
from engine.analysis.parsed_unit import ParsedUnit
from engine.assess.dependencies import UsedNames, uses_of_unit
from engine.assess.unit_status import REFUSED, UnitStatus
from engine.findings.finding import Finding
from engine.findings.finding_score import WEIGHTS
from engine.findings.unit_metrics import UnitMetrics, unit_metrics
from engine.review.risk_words import RISK_WORDS, find_risk_words
from engine.source.definition_kinds import DEFINITION_KINDS
from engine.source.unit import SourceFile


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
    search_path: tuple[str, ...] = ()

    @property
    def is_routine(self) -> bool:
        return self.kind in {"function", "procedure"}

    @property
    def title(self) -> str:
        """Its name; with its kind where the name is that of the object that a statement is about."""
        if self.kind in DEFINITION_KINDS and self.name:
            return self.name
        return f"{self.kind} {self.name}".strip()

    @property
    def weight(self) -> float:
        """What its findings weigh."""
        return sum(WEIGHTS[each.severity] for each in self.findings)


def assess_unit(parsed: ParsedUnit, findings: Sequence[Finding], status: UnitStatus) -> AssessedUnit:
    """Measure a unit."""
    unit = parsed.unit
    words = dict.fromkeys(each.word for each in find_risk_words(RISK_WORDS, unit.text))
    return AssessedUnit(
        path=parsed.path,
        line=parsed.lines.line_column(unit.span.start)[0],
        name=unit.name,
        kind=unit.kind,
        schema=schema_of(unit.name),
        language=unit.language,
        status=status.status,
        statements=status.statements,
        raw=status.raw,
        metrics=unit_metrics(parsed),
        uses=uses_of_unit(parsed),
        risk_words=tuple(words),
        findings=tuple(findings),
        is_trigger=parsed.header is not None and parsed.header.is_trigger,
        search_path=tuple(each.lower() for each in unit.search_path),
    )


def unread_units(source: SourceFile) -> Iterator[AssessedUnit]:
    """The units of a file that PostgreSQL's parser refuses: nothing is known of them but their kind and name."""
    lines = line_index(source.text)
    for unit in source.units:
        if unit.node is None and unit.fault is not None:
            yield AssessedUnit(
                path=source.path,
                line=lines.line_column(unit.span.start)[0],
                name=unit.name,
                kind=unit.kind,
                schema=schema_of(unit.name),
                language=unit.language,
                status=REFUSED,
                statements=1,
                raw=1,
                metrics=UnitMetrics(unit.text.count("\n") + 1, 1, 1, 0, 0, 0.0),
                uses=UsedNames(),
                risk_words=tuple(dict.fromkeys(each.word for each in find_risk_words(RISK_WORDS, unit.text))),
                findings=(),
                is_trigger=False,
            )


def schema_of(name: str) -> str:
    """The schema of a qualified name; empty where none is written."""
    return name.partition("(")[0].rpartition(".")[0].partition(".")[0]
