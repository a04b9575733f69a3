"""What was measured of each file, and a digest of its findings: what is the same is not written again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class AssessedFileRow:
    """The measures of a file as JSON, the key that they depend on, and a digest of the findings."""

    key: str
    units: Sequence[Mapping[str, Any]]
    found: str


def list_of_project(view: ReadView, project: str) -> Mapping[int, AssessedFileRow]:
    """Return the measures of the files of a project, by source."""
    rows = view.rows(
        "SELECT assessed_files.* FROM sources JOIN assessed_files ON assessed_files.source = sources.id"
        " WHERE sources.project = ?",
        project,
    )
    return {row["source"]: AssessedFileRow(row["key"], json.loads(row["units"]), row["found"]) for row in rows}


def find_digest(view: ReadView, source: int) -> str:
    """Return the digest of the findings that are stored for a source; empty if there is none."""
    return view.value("SELECT found FROM assessed_files WHERE source = ?", source) or ""


def save(tx: WriteTransaction, source: int, key: str, units: Sequence[Mapping[str, Any]] | None, found: str) -> None:
    """Keep what was measured of a file; without units, only the digest of its findings is new."""
    if units is None:
        tx.execute("UPDATE assessed_files SET found = ? WHERE source = ?", found, source)
        return
    tx.execute(
        "INSERT INTO assessed_files VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (source) DO UPDATE SET key = ?2, units = ?3, found = ?4",
        source,
        key,
        json.dumps(units),
        found,
    )


def delete(tx: WriteTransaction, source: int) -> None:
    """Forget a file that is gone."""
    tx.execute("DELETE FROM assessed_files WHERE source = ?", source)
