"""The findings of the files that a command line names, without those that people have accepted."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.fault import Fault
from engine.findings.discover_rules import finding_rules
from engine.findings.finding import SEVERITIES, Finding, Severity
from engine.findings.finding_rule import FindingRule
from engine.findings.scan_units import default_rules, scan_project
from engine.findings.suppressions import (
    Suppression,
    SuppressionFileError,
    split_suppressed,
    suppressions_in_file,
    suppressions_in_sql,
)
from engine.source.unit import SourceFile
from specdeck.errors import CommandError
from specdeck.files.sql_files import read_sources

ALLOW_FILE = ".specdeck-allow.toml"


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The files and their findings; `accepted` are those that a suppression or a baseline covers."""

    sources: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...]

    @property
    def faults(self) -> list[tuple[str, Fault]]:
        """The files that could not be read."""
        return [(each.path, each.fault) for each in self.sources if each.fault is not None]

    @property
    def units(self) -> int:
        return sum(len(each.units) for each in self.sources)


def scan_files(
    paths: Iterable[str], rules: Sequence[FindingRule], baseline: str = "", least: Severity = Severity.INFO
) -> ScanResult:
    """Scan files and folders; `least` is the lowest severity that is kept."""
    sources = tuple(read_sources(paths))
    return scan_sources(sources, rules, baseline, least)


def scan_sources(
    sources: tuple[SourceFile, ...],
    rules: Sequence[FindingRule],
    baseline: str = "",
    least: Severity = Severity.INFO,
) -> ScanResult:
    """Scan files that are read already."""
    wanted = SEVERITIES[: SEVERITIES.index(least) + 1]
    found = [each for each in scan_project(sources, rules) if each.severity in wanted]
    remaining, accepted = split_suppressed(found, _suppressions(sources), _today())
    known = read_baseline(baseline) if baseline else frozenset()
    fresh = tuple(each for each in remaining if each.fingerprint not in known)
    old = (each for each in remaining if each.fingerprint in known)
    return ScanResult(sources, fresh, (*accepted, *old))


def chosen_rules(names: Iterable[str], *, every: bool = False) -> tuple[FindingRule, ...]:
    """The rules of these ids, names, families or categories; without any, those that apply by default."""
    wanted = {name.lower() for name in names}
    if not wanted:
        if every:
            return finding_rules()
        return default_rules()
    found = tuple(rule for rule in finding_rules() if wanted & _labels(rule))
    unknown = wanted - {label for rule in found for label in _labels(rule)}
    if unknown:
        hint = "List them with: specdeck findings rules."
        raise CommandError("no_rule", f"There is no rule, family or category {', '.join(sorted(unknown))}.", hint)
    return found


def read_baseline(path: str) -> frozenset[str]:
    """The fingerprints that a baseline file holds."""
    try:
        return frozenset(json.loads(Path(path).read_text(encoding="utf-8"))["fingerprints"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "Write one with: specdeck findings baseline PATH --output FILE."
        raise CommandError("no_baseline", f"{path} cannot be read as a baseline.", hint) from error


def _labels(rule: FindingRule) -> set[str]:
    return {rule.id.lower(), rule.name, rule.family, rule.category}


def _suppressions(sources: Iterable[SourceFile]) -> list[Suppression]:
    """The comments of the files, and the entries of the file in the current folder."""
    found = [each for source in sources for each in suppressions_in_sql(source.path, source.text)]
    path = Path(ALLOW_FILE)
    if path.is_file():
        try:
            found += suppressions_in_file(path.read_text(encoding="utf-8"))
        except SuppressionFileError as error:
            raise CommandError(error.fault.code, f"{ALLOW_FILE}: {error.fault.sentence}", error.fault.hint) from error
    return found


def _today() -> date:
    from datetime import UTC, datetime

    return datetime.now(UTC).date()
