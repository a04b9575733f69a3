"""The engine's record of a unit as a row: texts by hash, the rest as it is."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.fault import Fault
from engine.record import UnitRecord
from engine.review.follow_conversion import LiftSummary
from store.core import texts
from store.core.fault_column import fault_from_column, fault_to_column
from store.core.subjects import UNIT, number_from_subject, numbered_subject
from store.core.transaction import Value, WriteTransaction

Row = Mapping[str, Value]
_PLAIN = ("kind", "name", "occurrence", "language", "entity", "verdict", "shape")
_TEXTS = ("spec", "lowered")
_JSON = ("counts",)
ASSESSED_FEATURES = frozenset({"findings", "severe_findings"})  # `store.findings.unit_features` sets them
FLAGS = ("decided", "proposed")  # kept by the database for its indexes
# Fields with a column; the span needs none: it says where the unit is in its file, not what it is.
_KNOWN = frozenset({*_PLAIN, *_TEXTS, *_JSON, "evidence", "links", "fault", "span"})


@dataclass(frozen=True, slots=True)
class ConversionRow:
    """One unit's record; `sql`, `spec`, `lowered`, `evidence` and `links` are hashes of texts.

    `details` are the fields of the record that have no column of their own.
    """

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
    shape: str | None
    details: Mapping[str, Any]


def columns_from_record(tx: WriteTransaction, sql: str, record: UnitRecord) -> Row:
    """Save the texts of a record; return its columns."""
    fields = record.to_json()
    return {
        "sql": texts.save(tx, sql),
        "error": fault_to_column(record.fault),
        "details": json.dumps({name: fields[name] for name in sorted(fields.keys() - _KNOWN)}),
        **{name: fields[name] for name in _PLAIN},
        **{name: json.dumps(fields[name] or {}) for name in _JSON},
        **{name: texts.save_some(tx, fields[name]) for name in _TEXTS},
        "links": texts.save_json(tx, record.links or None),
        "evidence": texts.save_json(tx, record.evidence),
    }


def is_same_record(known: ConversionRow, sql: str, record: UnitRecord) -> bool:
    """Whether a record of this SQL says what is stored of a unit, apart from what assessments add."""
    fields = record.to_json()
    given = {name: fields[name] for name in fields.keys() - _KNOWN}
    return (
        known.sql == texts.hash_of(sql)
        and all(getattr(known, name) == _hash_of_some(fields[name]) for name in _TEXTS)
        and known.links == _hash_of_json(record.links or None)
        and known.evidence == _hash_of_json(record.evidence)
        and all(getattr(known, name) == fields[name] for name in _PLAIN)
        and (known.counts, known.fault) == (fields["counts"] or {}, record.fault)
        and _without_findings(known.details) == _without_findings(json.loads(json.dumps(given)))
    )


def _without_findings(details: Mapping[str, Any]) -> Mapping[str, Any]:
    features = details.get("features") or {}
    return {**details, "features": {name: value for name, value in features.items() if name not in ASSESSED_FEATURES}}


def _hash_of_some(text: str) -> str | None:
    return texts.hash_of(text) if text else None


def _hash_of_json(value: object) -> str | None:
    return None if value is None else texts.hash_of(json.dumps(value))


def conversion_from_row(row: sqlite3.Row) -> ConversionRow:
    """Return the record that a row holds."""
    columns = dict(row)
    error = columns.pop("error")
    for flag in FLAGS:
        del columns[flag]
    columns |= {name: json.loads(columns[name]) for name in (*_JSON, "details")}
    columns |= {name: bool(columns[name]) for name in ("drift", "gone")}
    return ConversionRow(**columns, fault=fault_from_column(error))


def lift_from_conversion(known: ConversionRow) -> LiftSummary:
    """Return what review needs to know of a conversion."""
    return LiftSummary(known.sql, known.spec, known.verdict, known.fault is not None)


def unit_subject(conversion: int) -> str:
    """Return how the journal names a unit."""
    return numbered_subject(UNIT, conversion)


def unit_from_subject(subject: str) -> int:
    """Return the unit that a subject names."""
    return number_from_subject(subject, UNIT)
