"""Patterns that were added or changed: their current state, and every version they had."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.core import journal, revisions, times
from store.core.transaction import ReadView, WriteTransaction

MOST_PATTERNS = 5000
_CURRENT = (
    "SELECT library_patterns.*, body FROM library_patterns"
    " JOIN library_versions ON pattern = id AND number = library_patterns.version"
)


@dataclass(frozen=True, slots=True)
class StoredPattern:
    """A pattern as it is now; `body` holds its values, `version` counts from 1."""

    id: str
    state: str
    version: int
    body: Mapping[str, Any]
    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    replaced_by: str | None = None
    state_reason: str = ""
    evidence: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A pattern as it was from a moment on."""

    number: int
    body: Mapping[str, Any]
    digest: str
    reason: str
    author: str
    at: str


def list_patterns(view: ReadView) -> list[StoredPattern]:
    """Return the stored patterns, by id."""
    return [_pattern(row) for row in view.rows(f"{_CURRENT} ORDER BY id LIMIT ?", MOST_PATTERNS)]


def find(view: ReadView, pattern: str) -> StoredPattern | None:
    """Return a stored pattern; None for an unknown one and for a seed that nobody changed."""
    return view.one(_pattern, f"{_CURRENT} WHERE id = ?", pattern)


def list_versions(view: ReadView, pattern: str) -> list[StoredVersion]:
    """Return the versions of a pattern, oldest first."""
    rows = view.rows(
        "SELECT v.*, coalesce(p.name, '') AS name FROM library_versions v LEFT JOIN people p ON p.id = v.author"
        " WHERE v.pattern = ? ORDER BY v.number",
        pattern,
    )
    return [_version(row) for row in rows]


def add_version(
    tx: WriteTransaction,
    body: Mapping[str, Any],
    digest: str,
    state: str,
    *,
    author: str,
    reason: str = "",
    evidence: Mapping[str, Any] | None = None,
) -> int:
    """Store a pattern, or its next version, in a state; return the number of the version."""
    pattern, known = str(body["id"]), find(tx, str(body["id"]))
    number = known.version + 1 if known else 1
    tx.execute(
        "INSERT INTO library_patterns (id, state, version, evidence) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (id) DO UPDATE SET state = ?2, version = ?3",
        pattern,
        state,
        number,
        json.dumps(evidence or {}, sort_keys=True),
    )
    text = json.dumps(body, sort_keys=True, ensure_ascii=False)
    at = times.to_text(tx.now)
    tx.execute("INSERT INTO library_versions VALUES (?, ?, ?, ?, ?, ?, ?)",
               pattern, number, text, digest, reason, author, at)  # fmt: skip
    journal.append(tx, "pattern.saved", f"pattern:{pattern}", {"version": number, "digest": digest}, author)
    return number


def set_state(
    tx: WriteTransaction, pattern: str, state: str, author: str, reason: str = "", replaced_by: str | None = None
) -> None:
    """Move a stored pattern to another state of its life cycle."""
    tx.execute(
        "UPDATE library_patterns SET state = ?, state_reason = ?, replaced_by = coalesce(?, replaced_by) WHERE id = ?",
        state,
        reason,
        replaced_by,
        pattern,
    )
    journal.append(tx, f"pattern.{state}", f"pattern:{pattern}", {"replaced_by": replaced_by}, author)


def check_version(pattern: str, seen: int | None, now: int) -> None:
    """Refuse a change of a version that the caller has not seen."""
    revisions.check(seen, now, f"The pattern {pattern}")


def _pattern(row: sqlite3.Row) -> StoredPattern:
    plain = {name: row[name] for name in ("id", "state", "version", "accepted", "corrected", "rejected", "replaced_by",
                                      "state_reason")}  # fmt: skip
    return StoredPattern(**plain, body=json.loads(row["body"]), evidence=json.loads(row["evidence"]))


def _version(row: sqlite3.Row) -> StoredVersion:
    return StoredVersion(
        row["number"], json.loads(row["body"]), row["digest"], row["reason"], row["name"] or row["author"], row["at"]
    )
