"""How far the review of a project is, and who decided how much."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from engine.review.decision_rules import COUNTED_KINDS
from store.core.transaction import ReadView
from store.inbox.fields import FIELDS
from store.inbox.pages import condition_from_query
from store.inbox.sql import FROM, Clause, QueryCaller


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of units by state; of decisions in effect and undone, their median duration, and who made them.

    `agreement` is the share of units on which all reviewers gave the same verdict, among those with several reviewers;
    None if there are none.
    """

    open: int
    approved: int
    written: int
    rejected: int
    flagged: int
    waived: int
    decisions: int
    undone: int
    median_s: float | None
    by_person: Mapping[str, int]
    agreement: float | None


def compute_stats(view: ReadView, project: str, where: str, caller: QueryCaller) -> Stats:
    """Return the figures of the units that a query finds."""
    wanted = condition_from_query(where, caller)
    decided = _decided(view, project, wanted)
    standing = [each for each in decided if not each["undone"]]
    seconds = [each["seconds"] for each in standing if each["seconds"] is not None]
    return Stats(
        **_states(view, project, wanted),
        decisions=len(standing),
        undone=len(decided) - len(standing),
        median_s=round(median(seconds), 1) if seconds else None,
        by_person=dict(sorted(Counter(each["person"] for each in standing).items())),
        agreement=_agreement(standing),
    )


def _states(view: ReadView, project: str, wanted: Clause) -> dict[str, Any]:
    (row,) = view.rows(
        f"SELECT count(*) FILTER (WHERE {FIELDS['open'].sql} OR r.folded = 1) AS open,"
        " count(*) FILTER (WHERE r.state = 'approved') AS approved,"
        " count(*) FILTER (WHERE r.state = 'written') AS written,"
        " count(*) FILTER (WHERE r.state = 'rejected') AS rejected,"
        " count(*) FILTER (WHERE r.state = 'flagged') AS flagged,"
        " count(*) FILTER (WHERE json_extract(r.standing, '$.waiver') IS NOT NULL) AS waived"
        f" {FROM} AND {wanted.sql}",
        project,
        *wanted.values,
    )
    return dict(row)


def _decided(view: ReadView, project: str, wanted: Clause) -> list[sqlite3.Row]:
    return view.rows(
        "SELECT d.conversion, d.word, d.seconds, d.undone, d.actor, coalesce(p.name, d.actor) AS person"
        " FROM decisions d LEFT JOIN people p ON p.id = d.actor"
        f" WHERE d.conversion IN (SELECT r.conversion {FROM} AND {wanted.sql}) ORDER BY d.id",
        project,
        *wanted.values,
    )


def _agreement(decided: Iterable[sqlite3.Row]) -> float | None:
    by_unit: dict[int, dict[str, str]] = {}
    for each in decided:
        if each["word"] in COUNTED_KINDS:
            by_unit.setdefault(each["conversion"], {})[each["actor"]] = each["word"]
    several = [set(words.values()) for words in by_unit.values() if len(words) > 1]
    if several:
        return sum(len(words) == 1 for words in several) / len(several)
    return None
