"""Trials: what running a routine beside what a text of its spec means has shown."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.review.trial_verdict import UNVERIFIED, verdict_with_trial
from store.codebase.conversion_row import unit_subject
from store.core import journal, texts, times
from store.core.transaction import ReadView, WriteTransaction

TRIED = "unit.tried"  # the event of the journal
_CURRENT = "sql = (SELECT sql FROM conversions WHERE id = ?1)"


@dataclass(frozen=True, slots=True)
class TriedTexts:
    """The hashes of the two texts: the SQL of a unit, and the SQL that a text of its spec lowers to."""

    sql: str
    lowered: str


@dataclass(frozen=True, slots=True)
class TrialRow:
    """The verdict in one sentence, the lines of a counterexample, and the evidence as plain values."""

    verdict: str
    sentence: str
    lines: tuple[str, ...]
    evidence: Mapping[str, Any]
    generator: str
    at: str


@dataclass(frozen=True, slots=True)
class NewTrial:
    """A trial to store; `shown` is its sentence, then the lines of its counterexample."""

    verdict: str
    shown: Sequence[str]
    evidence: Mapping[str, Any]
    generator: str


def save(tx: WriteTransaction, conversion: int, tried: TriedTexts, new: NewTrial) -> bool:
    """Store the trial of a text; return False if it has no verdict and an earlier trial of the same texts has one.

    Trials of former SQL are deleted.
    """
    former = find(tx, conversion, tried)
    if former is not None and former.verdict != UNVERIFIED and new.verdict == UNVERIFIED:
        _set_generator(tx, conversion, tried, new.generator)
        return False
    evidence = texts.save_json(tx, new.evidence)
    tx.execute("DELETE FROM unit_trials WHERE conversion = ? AND sql <> ?", conversion, tried.sql)
    tx.execute(
        "INSERT OR REPLACE INTO unit_trials (conversion, sql, lowered, verdict, shown, evidence, generator, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        conversion,
        tried.sql,
        tried.lowered,
        new.verdict,
        texts.save_json(tx, list(new.shown)),
        evidence,
        new.generator,
        times.to_text(tx.now),
    )
    facts = {"verdict": new.verdict, "sql": tried.sql, "lowered": tried.lowered, "evidence": evidence}
    journal.append(tx, TRIED, unit_subject(conversion), facts)
    return True


def find(view: ReadView, conversion: int, tried: TriedTexts) -> TrialRow | None:
    """Return the trial of these two texts of a unit; None if they were not tried."""
    return view.one(
        lambda row: _trial(view, row),
        "SELECT verdict, shown, evidence, generator, at FROM unit_trials"
        " WHERE conversion = ? AND lowered = ? AND sql = ?",
        conversion,
        tried.lowered,
        tried.sql,
    )


def find_generator(view: ReadView, conversion: int, tried: TriedTexts) -> str | None:
    """Return the generator that these two texts were tried with last."""
    return view.value(
        "SELECT generator FROM unit_trials WHERE conversion = ? AND lowered = ? AND sql = ?",
        conversion,
        tried.lowered,
        tried.sql,
    )


def verdict_of(view: ReadView, conversion: int, proof: str, tried: TriedTexts) -> str:
    """Return the verdict on a text, from its proof and its trial."""
    trial = view.value(
        "SELECT verdict FROM unit_trials WHERE conversion = ? AND lowered = ? AND sql = ?",
        conversion,
        tried.lowered,
        tried.sql,
    )
    return verdict_with_trial(proof, trial)


def get_verdicts(view: ReadView, conversion: int) -> Mapping[str, str]:
    """Return the verdict of the trial of each spec that was tried with the current SQL of a unit."""
    rows = view.rows(
        "SELECT v.spec, t.verdict FROM unit_trials t"
        " JOIN versions v ON v.conversion = t.conversion AND v.sql = t.sql AND v.lowered = t.lowered"
        f" WHERE t.conversion = ?1 AND t.{_CURRENT}",
        conversion,
    )
    return {row["spec"]: row["verdict"] for row in rows}


def _set_generator(tx: WriteTransaction, conversion: int, tried: TriedTexts, generator: str) -> None:
    tx.execute(
        "UPDATE unit_trials SET generator = ? WHERE conversion = ? AND lowered = ?",
        generator,
        conversion,
        tried.lowered,
    )


def _trial(view: ReadView, row: sqlite3.Row) -> TrialRow:
    sentence, *lines = json.loads(texts.get(view, row["shown"]))
    evidence = json.loads(texts.get(view, row["evidence"]))
    return TrialRow(row["verdict"], sentence, tuple(lines), evidence, row["generator"], row["at"])
