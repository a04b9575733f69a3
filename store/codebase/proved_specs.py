"""Spec files of a project: each unit they hold, and whether it means the same as the SQL of its name."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from engine.fault import Fault
from store.codebase import sources
from store.core import journal, times
from store.core.fault_column import fault_from_column, fault_to_column
from store.core.transaction import ReadView, WriteTransaction

FILE = "file"  # the kind of the entry about a file as a whole: its proof, or why it cannot be read


@dataclass(frozen=True, slots=True)
class ProvedSpec:
    """One unit of a spec file; `sql` is the hash of the SQL it was compared with, `evidence` that of its evidence."""

    kind: str
    name: str
    sql: str | None
    verdict: str
    evidence: str | None
    fault: Fault | None = None

    @property
    def is_of_file(self) -> bool:
        """Whether this is the proof of the file as a whole, not of one of its units."""
        return self.kind == FILE and self.fault is None


def get_basis(view: ReadView, source: int) -> str | None:
    """Return what the proofs of a spec file depend on."""
    return view.value("SELECT basis FROM specs WHERE source = ? LIMIT 1", source)


def replace(tx: WriteTransaction, source: int, basis: str, proofs: Iterable[ProvedSpec]) -> int:
    """Store the proofs of a spec file; return how many."""
    tx.execute("DELETE FROM specs WHERE source = ?", source)
    verdicts: dict[str, int] = {}
    for proof in proofs:
        # Statements that create no object have no name, and a file may hold many of a kind: the last one is stored.
        tx.execute(
            "INSERT OR REPLACE INTO specs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *_values(source, basis, proof, tx.now),
        )
        if not proof.is_of_file:
            verdicts[proof.verdict] = verdicts.get(proof.verdict, 0) + 1
    journal.append(tx, "spec.read", sources.subject(source), {"verdicts": verdicts})
    return sum(verdicts.values())


def list_of_source(view: ReadView, source: int) -> list[ProvedSpec]:
    """Return the proofs of a spec file, by name."""
    return [_proved_spec(row) for row in view.rows("SELECT * FROM specs WHERE source = ? ORDER BY name, kind", source)]


def find_of_file(view: ReadView, project: str, folder: str, path: str) -> ProvedSpec | None:
    """Return the proof of a spec file as a whole, if it has one."""
    return view.one(
        _proved_spec,
        "SELECT specs.* FROM sources JOIN specs ON specs.source = sources.id WHERE sources.project = ?"
        " AND sources.folder = ? AND sources.path = ? AND specs.kind = ? AND specs.error IS NULL",
        project,
        folder,
        path,
        FILE,
    )


def list_sources_about(view: ReadView, project: str, names: Iterable[str]) -> list[int]:
    """Return the spec files of a project that hold a unit with one of these names."""
    wanted = sorted(set(names))
    rows = view.rows(
        "SELECT DISTINCT specs.source FROM json_each(?) AS wanted CROSS JOIN specs ON specs.name = wanted.value"
        " JOIN sources ON sources.id = specs.source"
        " WHERE sources.project = ? AND sources.hash IS NOT NULL ORDER BY specs.source",
        json.dumps(wanted),
        project,
    )
    return [row["source"] for row in rows]


def _values(source: int, basis: str, proof: ProvedSpec, now: float) -> tuple[str | int | None, ...]:
    error = fault_to_column(proof.fault)
    columns = (source, proof.kind, proof.name, basis, proof.sql, proof.verdict, proof.evidence)
    return (*columns, error, times.to_text(now))


def _proved_spec(row: sqlite3.Row) -> ProvedSpec:
    fault = fault_from_column(row["error"])
    return ProvedSpec(row["kind"], row["name"], row["sql"], row["verdict"], row["evidence"], fault)
