"""The daemon's side of a kind's desk: sources, units, conversions and specs over one view or transaction."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter

from jobs.effects import manual_edits, spec_file_state
from jobs.kinds.desk import (
    ConvertedUnit,
    FoundUnit,
    KeptText,
    KeptTexts,
    NamedText,
    ProvedUnit,
    SourceText,
    SpecFileState,
)
from jobs.kinds.registry import job_kinds
from jobs.ledger.enqueue import JobOrder, enqueue
from store.codebase import conversions, proved_specs, sources, units, versions
from store.codebase.conversions import ConversionResult
from store.codebase.proved_specs import ProvedSpec
from store.codebase.sources import SourceRow, StoredFault
from store.codebase.units import UnitRow
from store.codebase.versions import VersionProof
from store.core import texts
from store.core.transaction import ReadView, WriteTransaction

_WORD = re.compile(r"\w+")


class ReadingDesk:
    """What `inputs` reads from."""

    def __init__(self, view: ReadView) -> None:
        self._view = view

    def source(self, subject: str) -> SourceText:
        """The source that a subject names."""
        source = sources.get(self._view, source_from_subject(subject))
        text = None if source.text is None else texts.get(self._view, source.text)
        return SourceText(source.project, source.path, source.kind, text, source.text, source.scanned)

    def basis(self, subject: str) -> str | None:
        """What the recorded conversions of a source were computed from."""
        return conversions.get_basis(self._view, source_from_subject(subject))

    def mentioned(self, subject: str) -> list[NamedText]:
        """The project's units whose bare name stands somewhere in the source; of two with one name, the later."""
        source = self.source(subject)
        words = {word.casefold() for word in _WORD.findall(source.text or "")}
        named = {
            (unit.kind, unit.name): unit.hash
            for unit in units.list_of_project(self._view, source.project)
            if strip_schema(unit.name) in words
        }
        return [NamedText(kind, name, digest, texts.get(self._view, digest)) for (kind, name), digest in named.items()]

    def kept(self, subject: str) -> list[KeptTexts]:
        """What must be proved again when the units of a source are converted."""
        found = versions.list_reprovable(self._view, source_from_subject(subject))
        return [
            KeptTexts(kind, name, texts.get(self._view, sql), tuple(self._text(each.spec) for each in group))
            for (kind, name, sql), group in groupby(found, attrgetter("kind", "name", "sql"))
        ]

    def spec_file(self, subject: str) -> SpecFileState:
        """The spec file that a subject names."""
        return spec_file_state.read_state(self._view, spec_file_state.file_from_subject(subject))

    def _text(self, digest: str) -> KeptText:
        return KeptText(digest, texts.get(self._view, digest))


class Desk(ReadingDesk):
    """What `apply` writes through."""

    def __init__(self, tx: WriteTransaction, now: float) -> None:
        super().__init__(tx)
        self._tx = tx
        self._now = now

    def record_units(self, subject: str, text: str, units: Iterable[FoundUnit]) -> int:
        """These are the units of the text with this hash."""
        return _replace_units(self._tx, source_from_subject(subject), text, units)

    def record_conversions(self, subject: str, basis: str, units: Iterable[ConvertedUnit]) -> int:
        """These are the conversions of a source; spec files that speak of what changed are proved again."""
        source = sources.get(self._tx, source_from_subject(subject))
        news = conversions.replace(self._tx, source.project, source.id, basis, map(_finding, units))
        for spec in proved_specs.list_sources_about(self._tx, source.project, news):
            self._prove_again(spec, source)
        return len(news)

    def record_spec(self, subject: str, basis: str, units: Iterable[ProvedUnit]) -> int:
        """These are the units of a spec file; what a hand changed there is proposed."""
        source, read = sources.get(self._tx, source_from_subject(subject)), list(units)
        manual_edits.propose_edits(self._tx, source, read)
        spec_file_state.order_write_if_due(self._tx, source, read, self._now)
        return proved_specs.replace(self._tx, source.id, basis, [self._reading(unit) for unit in read])

    def intend_spec_file(
        self, subject: str, text: str | None, base: str | None, units: Mapping[int, str], *, alone: bool
    ) -> bool:
        """This must lie in a spec file; False if what is approved is something else by now."""
        return spec_file_state.plan_write(
            self._tx, spec_file_state.file_from_subject(subject), text, base, units, alone=alone
        )

    def hold_spec_file(self, subject: str, fault: tuple[str, ...]) -> None:
        """Why a spec file cannot be written now."""
        code, sentence, hint = fault
        spec_file_state.hold_write(
            self._tx, spec_file_state.file_from_subject(subject), StoredFault(code, sentence, hint), self._now
        )

    def _reading(self, unit: ProvedUnit) -> ProvedSpec:
        evidence = None if unit.evidence is None else texts.save(self._tx, json.dumps(unit.evidence))
        return ProvedSpec(unit.kind, unit.name, unit.sql, unit.verdict, evidence, _fault(unit.error))

    def _prove_again(self, spec: int, because: SourceRow) -> None:
        subject = sources.subject(spec)
        key = f"convert:{subject}:because:{because.id}:{because.revision}"
        order = JobOrder(job_kinds()["convert"], because.project, subject, key)
        enqueue(self._tx, order, self._now)


def source_from_subject(subject: str) -> int:
    """The number in `source:17`."""
    return int(subject.removeprefix("source:"))


def strip_schema(name: str) -> str:
    """The last part of a unit's name, without schema and argument types: `shop.f(integer)` is `f`."""
    words = _WORD.findall(name.partition("(")[0])
    return words[-1].casefold() if words else ""


def _replace_units(tx: WriteTransaction, source: int, text: str, found: Iterable[FoundUnit]) -> int:
    return units.replace(tx, source, text, [_unit(tx, unit) for unit in found])


def _unit(tx: WriteTransaction, found: FoundUnit) -> UnitRow:
    digest = texts.save(tx, found.text)
    return UnitRow(found.kind, found.name, found.language, found.start, found.stop, digest, _fault(found.error))


def _finding(unit: ConvertedUnit) -> ConversionResult:
    return ConversionResult(
        kind=unit.kind,
        name=unit.name,
        occurrence=unit.occurrence,
        language=unit.language,
        sql=unit.sql,
        spec=unit.spec,
        lowered=unit.lowered,
        entity=unit.entity,
        verdict=unit.verdict,
        evidence=unit.evidence,
        links=unit.links,
        counts=unit.counts,
        fault=_fault(unit.error),
        form=unit.form,
        proofs=[VersionProof(**asdict(proof)) for proof in unit.proofs],
    )


def _fault(error: Sequence[str] | None) -> StoredFault | None:
    return None if error is None else StoredFault(*error)
