"""Keep the findings of a file, each with the unit that holds it."""

import bisect
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from engine.findings.finding import SEVERITIES
from jobs.kinds.assess.assess_output import AssessedFile, FoundProblem
from store import WriteTransaction
from store.codebase import conversions, sources, units
from store.codebase.units import UnitRow
from store.findings import assessed_files, finding_rows
from store.findings.finding_rows import FindingRow
from store.review import statements


def keep_file(tx: WriteTransaction, project: str, file: AssessedFile) -> bool:
    """Keep what was found in a file, unless it has changed since; return whether that is new."""
    source = sources.get(tx, file.source)
    if source.text != file.hash or source.scanned != file.hash:
        return False
    # Findings name the units that hold them, so new units are new findings even where nothing else is.
    kept = [conversions.ids_of_source(tx, file.source), [_identity(each) for each in file.found]]
    digest = hashlib.sha256(json.dumps(kept).encode()).hexdigest()[:24]
    is_new = file.units is not None or assessed_files.find_digest(tx, file.source) != digest
    if is_new:
        finding_rows.replace_of_source(tx, file.source, _rows(tx, project, file))
        statements.mark_file(tx, file.source)
        assessed_files.save(tx, file.source, file.key, file.units, digest)
    return is_new


def _identity(found: FoundProblem) -> tuple[object, ...]:
    return (found.finding["fingerprint"], found.accepted, found.reason, found.until)


def _rows(tx: WriteTransaction, project: str, file: AssessedFile) -> list[FindingRow]:
    """The findings with the units that hold them."""
    held = units.list_of_source(tx, file.source)
    starts = [unit.start for unit in held]
    ids = {(row.kind, row.name, row.occurrence): row.id for row in conversions.list_of_source(tx, file.source)}
    owners = list(map(ids.get, _keys(held)))
    rows = []
    for each in file.found:
        at = max(bisect.bisect_right(starts, each.finding["start"]) - 1, 0)
        shift, owner = (starts[at], owners[at]) if held else (0, None)
        rows.append(_row(project, file.source, owner, shift, each))
    return rows


def _keys(held: Sequence[UnitRow]) -> list[tuple[str, str, int]]:
    """How conversions name the units of a file: the occurrence counts earlier ones of the same kind and name."""
    seen: Counter[tuple[str, str]] = Counter()
    keys = []
    for unit in held:
        keys.append((unit.kind, unit.name, seen[unit.kind, unit.name]))
        seen[unit.kind, unit.name] += 1
    return keys


def _row(project: str, source: int, owner: int | None, shift: int, found: FoundProblem) -> FindingRow:
    data = found.finding
    plain = ("unit", "rule", "name", "family", "category", "cwe", "line", "message", "hint", "fingerprint")
    return FindingRow(
        project=project,
        source=source,
        conversion=owner,
        **{name: data[name] for name in plain},
        severity=SEVERITIES.index(data["severity"]),
        start=max(data["start"] - shift, 0),
        stop=max(data["end"] - shift, 0),
        minutes=data["effort_minutes"],
        fix=_moved_fix(data["fix"], shift),
        accepted=found.accepted,
        reason=found.reason,
        until=found.until,
    )


def _moved_fix(fix: Mapping[str, Any] | None, shift: int) -> Mapping[str, Any] | None:
    """The edits of a fix as characters of its unit."""
    if fix is None:
        return None
    edits = [{**each, "start": each["start"] - shift, "end": each["end"] - shift} for each in fix["edits"]]
    return {"kind": fix["kind"], "edits": edits}


def delete_gone(tx: WriteTransaction, project: str) -> None:
    """Forget what was found in files that are gone."""
    for source in finding_rows.list_gone_sources(tx, project):
        finding_rows.replace_of_source(tx, source, ())
        assessed_files.delete(tx, source)
