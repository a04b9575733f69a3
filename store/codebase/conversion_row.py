"""One unit's record: its SQL, its spec, and what the rules of its last conversion know about the two."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from engine.review.follow_conversion import LiftSummary
from store.codebase.sources import StoredFault


@dataclass(frozen=True, slots=True)
class ConversionRow:
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
    fault: StoredFault | None
    drift: bool
    revision: int
    changed: str
    gone: bool
    form: str | None


def conversion_from_row(row: sqlite3.Row) -> ConversionRow:
    """A record as it is stored."""
    columns = dict(row)
    error = columns.pop("error")
    columns |= {"counts": json.loads(columns["counts"]), "drift": bool(columns["drift"]), "gone": bool(columns["gone"])}
    return ConversionRow(**columns, fault=None if error is None else StoredFault(**json.loads(error)))


def lift_from_conversion(known: ConversionRow) -> LiftSummary:
    """What the engine said of it, as review takes it."""
    return LiftSummary(known.sql, known.spec, known.verdict, known.fault is not None)


def unit_subject(conversion: int) -> str:
    """How the journal names a unit."""
    return f"unit:{conversion}"
