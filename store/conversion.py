"""One unit's record: its SQL, its spec, and what the rules of its last conversion know about the two."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from engine.review.follow import Lift
from store.sources import Fault


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


def of_row(row: sqlite3.Row) -> Conversion:
    """A record as it is stored."""
    columns = dict(row)
    error = columns.pop("error")
    columns |= {"counts": json.loads(columns["counts"]), "drift": bool(columns["drift"]), "gone": bool(columns["gone"])}
    return Conversion(**columns, fault=None if error is None else Fault(**json.loads(error)))


def lift_of(known: Conversion) -> Lift:
    """What the engine said of it, as review takes it."""
    return Lift(known.sql, known.spec, known.verdict, known.fault is not None)


def subject(conversion: int) -> str:
    """How the journal names a unit."""
    return f"unit:{conversion}"
