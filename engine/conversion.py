"""Convert a unit: lift it, write the spec, read it back, lower it and prove the two equal."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from time import perf_counter
from types import MappingProxyType
from typing import Any

from engine.fault import Fault
from engine.lift.lift_context import UnliftableError
from engine.lift.lift_result import LiftCounts, LiftResult
from engine.lift.links import Link, join_links
from engine.lift.objects.lift_object import lift_object, module_title
from engine.lift.objects.whole_statement import unread_statement
from engine.lift.origin import Origin
from engine.lift.project.file_parts import file_parts
from engine.lift.routines.main_relation import trigger_tables
from engine.lift.routines.routine import lift_routine
from engine.lift.template_marks import find_marks, has_marks
from engine.lift.unit_measures import count_unit, unit_entity
from engine.lower.action import lower_action
from engine.lower.error import LowerError
from engine.lower.file import lower_file
from engine.proof.facts import SchemaFacts
from engine.proof.prove import prove, refuse
from engine.proof.renames.prove_renames import RENAMING_RULES
from engine.proof.rules import all_rules
from engine.proof.shape_hash import shape_hash
from engine.proof.verdict import Verdict
from engine.record import UNVERIFIED, UnitRecord
from engine.source.span import Span
from engine.source.unit import ROUTINES, SourceFile, Unit
from engine.spec.document.file import SpecFile
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError
from engine.spec.writer import write_spec
from engine.unexpected import attempt, unexpected_fault

Clock = Callable[[], float]
COUNTED = ("statements", "structured", "raw", "opaque_tokens", "tokens")
NO_TABLES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Conversion:
    """Everything the engine says of one unit, as objects; `to_record` gives it as plain values."""

    file: str
    unit: str
    kind: str
    language: str
    span: Span
    fault: Fault | None
    verdict: Verdict | None
    counts: LiftCounts
    seconds: float
    entity: str | None
    spec: str
    lowered: str
    links: tuple[Link, ...]

    @property
    def ok(self) -> bool:
        return self.fault is None

    @property
    def coverage(self) -> float:
        """Return the share of the unit's tokens that a step accounts for."""
        tokens = self.counts.tokens
        if tokens:
            return 1.0 - self.counts.opaque_tokens / tokens
        return float(self.ok and not self.counts.raw)

    def to_json(self) -> dict[str, Any]:
        """Return the fields of `specdeck lift --json`."""
        return {
            "file": self.file,
            "unit": self.unit,
            "kind": self.kind,
            "language": self.language,
            "span": {"start": self.span.start, "end": self.span.end},
            "ok": self.ok,
            "error": self.fault and self.fault.to_json(),
            "verdict": self.verdict.kind.value if self.verdict else UNVERIFIED,
            "obligations": [each.sentence for each in self.verdict.obligations] if self.verdict else [],
            "statements": self.counts.statements,
            "structured": self.counts.structured,
            "raw": self.counts.raw,
            "opaque_tokens": self.counts.opaque_tokens,
            "tokens": self.counts.tokens,
            "coverage": round(self.coverage, 6),
            "seconds": round(self.seconds, 6),
            "entity": self.entity,
            "spec": self.spec,
            "lowered": self.lowered,
        }

    def to_record(self, text: str, occurrence: int = 0) -> UnitRecord:
        """Return the conversion as plain values; `text` is the file, `occurrence` counts earlier units of that name."""
        start, end = self.span.start, self.span.end
        is_clean_routine = self.kind in ROUTINES and self.fault is None
        return UnitRecord(
            kind=self.kind,
            name=self.unit,
            language=self.language,
            span=(start, end),
            occurrence=occurrence,
            fault=self.fault,
            verdict=self.verdict.kind.value if self.verdict else UNVERIFIED,
            evidence=self.verdict.to_record() if self.verdict else None,
            counts={name: getattr(self.counts, name) for name in COUNTED},
            entity=self.entity,
            spec=self.spec,
            lowered=self.lowered,
            links=tuple(link.to_row(start) for link in self.links),
            shape=_shape(text[start:end], self.language) if is_clean_routine else None,
        )


def convert_file(
    source: SourceFile, facts: SchemaFacts | None = None, clock: Clock = perf_counter
) -> Iterator[Conversion]:
    """Convert the units of a file, in order."""
    if source.fault is not None:  # a text that PostgreSQL's lexer must not see
        return
    tables = trigger_tables(source.units)
    for part in file_parts(source):
        yield convert_unit(part.unit, source.path, part.note, facts, tables, clock)


def record_file(source: SourceFile) -> Iterator[UnitRecord]:
    """Convert the units of a file to records, in order."""
    seen: Counter[tuple[str, str]] = Counter()
    for conversion in convert_file(source):
        key = (conversion.kind, conversion.unit)
        yield conversion.to_record(source.text, seen[key])
        seen[key] += 1


def convert_unit(
    unit: Unit,
    file: str = "",
    above: str | None = None,
    facts: SchemaFacts | None = None,
    tables: Mapping[str, str] = NO_TABLES,
    clock: Clock = perf_counter,
) -> Conversion:
    """Convert one unit; `above` is the text of the comments around it in its file."""
    begun = clock()
    try:
        return _converted(unit, file, above, facts, tables, clock)
    except (SpecError, LowerError, RecursionError) as error:
        fault = _fault_from(error, unit)
    except Exception as error:  # noqa: BLE001  the boundary around one unit: no unit may end a run
        fault = unexpected_fault(error, unit.span.start)
    return _unconverted(unit, file, unit.fault or fault, clock() - begun)


def _converted(
    unit: Unit, file: str, above: str | None, facts: SchemaFacts | None, tables: Mapping[str, str], clock: Clock
) -> Conversion:
    begun = clock()
    fault = unit.fault
    lifted = _lift(unit, above)
    if lifted.refused and not fault:
        fault = Fault("lift.body", lifted.refused, "Correct the body; it is kept as it is.", unit.span.start)
    written = write_spec(lifted.spec)
    lowered = lower_spec(read_spec(written.text))
    verdict = prove_unit(unit, lowered, facts)
    return Conversion(
        file=file,
        unit=unit.name,
        kind=unit.kind,
        language=unit.language,
        span=unit.span,
        fault=fault,
        verdict=verdict,
        counts=count_unit(unit, lifted),
        seconds=clock() - begun,
        entity=unit_entity(unit, lifted, tables),
        spec=written.text,
        lowered=lowered,
        links=join_links(lifted.origins, written),
    )


def _lift(unit: Unit, above: str | None) -> LiftResult:
    """Lift a routine with a supported header to an action, and everything else to its object."""
    if unit.is_routine and unit.node is not None:
        try:
            return lift_routine(unit, above)
        except UnliftableError as error:
            return _carried(unit, str(error))
    return lift_object(unit, above)


def _carried(unit: Unit, reason: str) -> LiftResult:
    """Keep a routine with an unsupported header as a whole statement."""
    spec = SpecFile(module=module_title(unit), statements=(unread_statement(unit.text, reason),))
    return LiftResult(spec, {("statements", 0): Origin(unit.span, "raw")}, LiftCounts(1, 1))


def lower_spec(spec: SpecFile) -> str:
    """Return the SQL that the spec of one unit lowers to."""
    if spec.actions:
        return lower_action(spec.actions[0], spec)
    return lower_file(spec)


def prove_unit(unit: Unit, lowered: str, facts: SchemaFacts | None) -> Verdict:
    """Prove a unit equal to its lowered spec; template marks count as names in both texts.

    The template may put any variable in their place, so renaming is off where there are marks.
    """
    marks = find_marks(unit) if has_marks(unit) else None
    if marks is None:
        return prove(unit.text, lowered, facts)
    if not marks.can_neutralize(lowered):
        return refuse(unit.text, lowered, "the lowered text has a name that is reserved for a mark of the template")
    return prove(marks.neutral(unit.text), marks.neutral(lowered), facts, all_rules().keys() - RENAMING_RULES)


def _fault_from(error: SpecError | LowerError | RecursionError, unit: Unit) -> Fault:
    """Return the fault of an error that lifting or lowering raised, placed at the start of the unit."""
    if isinstance(error, RecursionError):
        return Fault("lift.too_deep", "The routine is nested too deeply.", "Split the routine.", unit.span.start)
    return replace(error.fault, place=unit.span.start)


def _shape(sql: str, language: str) -> str | None:
    """Return the hash of a routine's shape; one at which the engine fails has none."""
    found = attempt(lambda: shape_hash(sql, language))
    return None if isinstance(found, Fault) else found


def _unconverted(unit: Unit, file: str, fault: Fault, seconds: float) -> Conversion:
    return Conversion(
        file, unit.name, unit.kind, unit.language, unit.span, fault, None, LiftCounts(1, 1), seconds, None, "", "", ()
    )
