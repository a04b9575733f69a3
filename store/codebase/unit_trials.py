"""Trials: what running a routine beside what its spec means has shown, for the two texts that were run."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.core import journal, texts, times
from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class TriedTexts:
    """The hashes of the two texts: the SQL of a unit, and the SQL that its spec in review lowers to."""

    sql: str
    lowered: str | None


@dataclass(frozen=True, slots=True)
class TrialRow:
    """The verdict in one sentence, the lines of a counterexample, and the evidence as plain values."""

    verdict: str
    sentence: str
    lines: tuple[str, ...]
    evidence: Mapping[str, Any]
    at: str


def save(
    tx: WriteTransaction, conversion: int, tried: TriedTexts, verdict: str, shown: Sequence[str], evidence: object
) -> None:
    """Keep the trial of a unit in place of an earlier one; `shown` is its sentence, then its counterexample."""
    tx.execute(
        "INSERT OR REPLACE INTO unit_trials (conversion, sql, lowered, verdict, shown, evidence, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        conversion,
        tried.sql,
        tried.lowered,
        verdict,
        texts.save_json(tx, list(shown)),
        texts.save_json(tx, evidence),
        times.to_text(tx.now),
    )
    journal.append(tx, "unit.tried", f"conversion:{conversion}", {"verdict": verdict, "sql": tried.sql})


def find(view: ReadView, conversion: int, tried: TriedTexts) -> TrialRow | None:
    """Return the trial of these two texts of a unit; None if others were tried, or none."""
    row = view.row(
        "SELECT verdict, shown, evidence, at FROM unit_trials WHERE conversion = ? AND sql = ? AND lowered IS ?",
        conversion,
        tried.sql,
        tried.lowered,
    )
    if row is None:
        return None
    sentence, *lines = json.loads(texts.get(view, row["shown"]))
    return TrialRow(row["verdict"], sentence, tuple(lines), json.loads(texts.get(view, row["evidence"])), row["at"])
