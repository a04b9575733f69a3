"""Conversions: for each unit its SQL, its spec and what is known about the two."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from store import journal, texts, times
from store.errors import MissingError
from store.sources import Fault
from store.transaction import Transaction, View


@dataclass(frozen=True, slots=True)
class Finding:
    """What the engine says about one unit; its texts are given whole and kept by hash."""

    kind: str
    name: str
    occurrence: int
    language: str
    sql: str
    spec: str | None
    lowered: str | None
    entity: str | None
    verdict: str
    evidence: Mapping[str, object] | None
    links: list[object]
    counts: Mapping[str, int]
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """One unit's record; `sql`, `spec`, `lowered`, `evidence` and `links` are hashes of texts."""

    id: int
    project: str
    source: int
    kind: str
    name: str
    occurrence: int
    language: str
    sql: str
    basis: str
    spec: str | None
    lowered: str | None
    entity: str | None
    verdict: str
    evidence: str | None
    links: str | None
    counts: Mapping[str, int]
    fault: Fault | None
    drift: bool
    revision: int
    changed: str
    gone: bool
    form: str | None


def basis(view: View, source: int) -> str | None:
    """What the conversions of a source were computed from; None when there are none."""
    return view.value("SELECT basis FROM conversions WHERE source = ? LIMIT 1", source)


def replace(tx: Transaction, project: str, source: int, basis: str, findings: Iterable[Finding]) -> list[str]:
    """These are the findings for a source now; the answer is the names whose SQL is new or another."""
    former = {(row.kind, row.name, row.occurrence): row for row in of_source(tx, source)}
    news = []
    for finding in findings:
        row = _columns(tx, finding)
        known = former.pop((finding.kind, finding.name, finding.occurrence), None)
        if known is None or known.sql != row["sql"]:
            news.append(finding.name)
        if known is None:
            _add(tx, {"project": project, "source": source, "basis": basis, "changed": times.text(tx.now), **row})
        else:
            _update(tx, known, row, basis)
    for gone in former.values():
        tx.execute("DELETE FROM conversions WHERE id = ?", gone.id)
        journal.append(tx, "unit.removed", subject(gone.id), {"project": project, "name": gone.name})
        news.append(gone.name)
    return news


def of_source(view: View, source: int) -> list[Conversion]:
    """The conversions of a source, in the order they were first found."""
    return [_conversion(row) for row in view.rows("SELECT * FROM conversions WHERE source = ? ORDER BY id", source)]


def get(view: View, conversion: int) -> Conversion:
    """The conversion with this id."""
    row = view.row("SELECT * FROM conversions WHERE id = ?", conversion)
    if row is None:
        raise MissingError(f"There is no conversion {conversion}.", "It may be gone with its SQL.")
    return _conversion(row)


def page(view: View, project: str, after: int = 0, limit: int = 200, verdict: str = "") -> list[Conversion]:
    """Conversions of a project by id, those that follow `after`; of one verdict if it is named."""
    rows = view.rows(
        "SELECT * FROM conversions WHERE project = ?1 AND id > ?2 AND (?4 = '' OR verdict = ?4) ORDER BY id LIMIT ?3",
        project,
        after,
        limit,
        verdict,
    )
    return [_conversion(row) for row in rows]


def tally(view: View, project: str) -> Mapping[str, int]:
    """Verdict → how many units of a project; units with an error are counted as `error`."""
    rows = view.rows(
        "SELECT iif(error IS NULL, verdict, 'error') AS known, count(*) AS units FROM conversions"
        " WHERE project = ? GROUP BY known",
        project,
    )
    return {row["known"]: row["units"] for row in rows}


def subject(conversion: int) -> str:
    """How the journal names a unit."""
    return f"unit:{conversion}"


def _columns(tx: Transaction, finding: Finding) -> dict[str, str | int | None]:
    return {
        "kind": finding.kind,
        "name": finding.name,
        "occurrence": finding.occurrence,
        "language": finding.language,
        "sql": texts.keep(tx, finding.sql),
        "spec": _kept(tx, finding.spec),
        "lowered": _kept(tx, finding.lowered),
        "entity": finding.entity,
        "verdict": finding.verdict,
        "evidence": None if finding.evidence is None else texts.keep(tx, json.dumps(finding.evidence)),
        "links": texts.keep(tx, json.dumps(finding.links)) if finding.links else None,
        "counts": json.dumps(finding.counts),
        "error": None if finding.fault is None else json.dumps(asdict(finding.fault)),
    }


def _kept(tx: Transaction, text: str | None) -> str | None:
    return texts.keep(tx, text) if text else None


def _add(tx: Transaction, row: Mapping[str, str | int | None]) -> None:
    columns, places = ", ".join(row), ", ".join("?" * len(row))
    number = tx.insert(f"INSERT INTO conversions ({columns}) VALUES ({places})", *row.values())
    _tell(tx, number, row, drift=False)


def _update(tx: Transaction, known: Conversion, row: Mapping[str, str | int | None], basis: str) -> None:
    """A unit that came out as before keeps its revision. One whose SQL changed has drifted from what was decided."""
    same = (known.sql, known.spec, known.verdict) == (row["sql"], row["spec"], row["verdict"])
    drift = known.drift or known.sql != row["sql"]
    changes = {**row, "basis": basis, "drift": int(drift)}
    if not same:
        changes |= {"revision": known.revision + 1, "changed": times.text(tx.now)}
    setting = ", ".join(f"{column} = ?" for column in changes)
    tx.execute(f"UPDATE conversions SET {setting} WHERE id = ?", *changes.values(), known.id)
    if not same:
        _tell(tx, known.id, row, drift=drift)


def _tell(tx: Transaction, number: int, row: Mapping[str, str | int | None], *, drift: bool) -> None:
    facts = {name: row[name] for name in ("kind", "name", "sql", "spec", "verdict")}
    journal.append(tx, "unit.converted", subject(number), {**facts, "error": row["error"] is not None, "drift": drift})


def _conversion(row: sqlite3.Row) -> Conversion:
    columns = dict(row)
    error = columns.pop("error")
    columns |= {"counts": json.loads(columns["counts"]), "drift": bool(columns["drift"]), "gone": bool(columns["gone"])}
    return Conversion(**columns, fault=None if error is None else Fault(**json.loads(error)))
