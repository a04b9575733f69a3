"""What a change of SQL files means: each changed unit with its verdict and difference, and the new findings."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from engine.conversion import convert_unit
from engine.findings.finding import Finding
from engine.findings.finding_rule import FindingRule
from engine.proof.prove import prove
from engine.proof.verdict import VerdictKind
from engine.source.unit import SourceFile, Unit
from specdeck.files.sql_files import read_sources
from specdeck.scan.changed_files import ChangedFile, changed_files
from specdeck.scan.scan_files import scan_sources

# Statements that are not definitions have no meaning of their own to prove.
_NOT_CHECKED = frozenset({"data", "query", "set", "transaction", "comment", "grant", "call"})


@dataclass(frozen=True, slots=True)
class ChangedUnit:
    """A unit that is new or changed. `verdict` is that of its spec; `change` compares it with the one before."""

    path: str
    line: int
    unit: str
    kind: str
    verdict: Literal["proved", "proved-if", "unverified", "refused"]
    change: Literal["new", "same", "differs"]
    difference: str

    @property
    def is_proved(self) -> bool:
        return self.verdict in {"proved", "proved-if"}


@dataclass(frozen=True, slots=True)
class ChangeCheck:
    """The changed units and the findings that were not there before."""

    files: tuple[str, ...]
    units: tuple[ChangedUnit, ...]
    findings: tuple[Finding, ...]
    texts: dict[str, str]

    @property
    def is_clean(self) -> bool:
        return not self.findings and all(each.is_proved for each in self.units)


def check_changes(paths: Sequence[str], revision: str, rules: Sequence[FindingRule]) -> ChangeCheck:
    """Compare the files under some paths with a revision."""
    changed = {each.path: each for each in changed_files(paths, revision)}
    sources = tuple(_as_git_spells(each) for each in read_sources(paths)) if changed else ()
    after = [each for each in sources if each.path in changed]
    before = tuple(changed[each.path].before if each.path in changed else each for each in sources)
    known = {each.fingerprint for each in scan_sources(before, rules).findings}
    found = [each for each in scan_sources(sources, rules).findings if each.place.path in changed]
    units = [unit for each in after for unit in _changed_units(each, changed[each.path])]
    new = tuple(each for each in found if each.fingerprint not in known)
    return ChangeCheck(tuple(changed), tuple(units), new, {each.path: each.text for each in after})


def _as_git_spells(source: SourceFile) -> SourceFile:
    """The file under the path that git gives it: relative to the current folder."""
    return replace(source, path=os.path.relpath(source.path))


def _changed_units(source: SourceFile, changed: ChangedFile) -> Iterable[ChangedUnit]:
    before = {(unit.kind, unit.name): unit for unit in changed.before.units}
    same = {unit.text for unit in changed.before.units}
    for unit in source.units:
        if unit.kind not in _NOT_CHECKED and unit.text not in same:
            yield _changed_unit(unit, source, before.get((unit.kind, unit.name)))


def _changed_unit(unit: Unit, source: SourceFile, earlier: Unit | None) -> ChangedUnit:
    conversion = convert_unit(unit, source.path)
    kind = conversion.verdict.kind.value if conversion.verdict else "unverified"
    change, difference = _compared(unit, earlier)
    return ChangedUnit(
        path=source.path,
        line=source.text.count("\n", 0, unit.span.start) + 1,
        unit=unit.name,
        kind=unit.kind,
        verdict="refused" if conversion.fault else kind,  # type: ignore[arg-type]
        change=change,
        difference=conversion.fault.sentence if conversion.fault else difference,
    )


def _compared(unit: Unit, earlier: Unit | None) -> tuple[Literal["new", "same", "differs"], str]:
    if earlier is None or not unit.name:
        return "new", ""
    verdict = prove(earlier.text, unit.text)
    if verdict.kind is VerdictKind.PROVED:
        return "same", ""
    return "differs", verdict.difference.sentence if verdict.difference else ""
