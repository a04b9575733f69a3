"""Notices: what others did that concerns a person, until they have seen it."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from engine.review import whom_to_notify
from engine.review.decision_rules import COUNTED_KINDS
from engine.review.standing import ReviewState, Standing
from store.access import people
from store.codebase.conversion_row import unit_subject
from store.core import journal, times
from store.core.transaction import ReadView, WriteTransaction

MENTION = "mention"
UNDONE = "undone"
DRIFTED = "drifted"


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What somebody did to a unit; `word` and `words` are those of the decision, where there is one."""

    id: int
    kind: str
    unit: int
    name: str
    project: str
    by: str
    at: str
    word: str | None
    words: str | None
    seen: bool


@dataclass(frozen=True, slots=True)
class NotifiedDecision:
    """A decision to notify people of: its number, kind, text, unit and author."""

    decision: int
    word: str
    words: str
    conversion: int
    actor: str


def notify(
    tx: WriteTransaction, kind: str, conversion: int, actor: str, to: Iterable[str], decision: int | None
) -> None:
    """Notify people of what somebody did to a unit: once for each decision, and nobody of their own acts."""
    for person in dict.fromkeys(to):
        if person != actor and _is_news(tx, kind, person, decision):
            _add(tx, kind, conversion, actor, person, decision)


def notify_concerned(tx: WriteTransaction, decision: NotifiedDecision, before: Standing, after: Standing) -> None:
    """Notify everybody whom a decision concerns: those it mentions, asks, answers or overrules."""
    to = {MENTION: find_mentioned(tx, decision.words), **whom_to_notify.whom_to_notify(decision.word, before, after)}
    if whom_to_notify.is_overruling(decision.word, before, after):
        to["decided"] = (*to.get("decided", ()), *_last_decider(tx, decision))
    for kind, concerned in to.items():
        notify(tx, kind, decision.conversion, decision.actor, concerned, decision.decision)


def notify_of_drift(tx: WriteTransaction, conversion: int, before: Standing, after: Standing) -> None:
    """Notify the authors and approvers of a text that newer rules no longer prove."""
    if after.state is ReviewState.DRIFTED is not before.state:
        agreed = [*sorted(before.authors), *(approval.actor for approval in before.approvals)]
        notify(tx, DRIFTED, conversion, journal.SYSTEM, agreed, None)


def find_mentioned(view: ReadView, words: str) -> tuple[str, ...]:
    """Return the people whom a text mentions as @name; a shared name means all of them."""
    found = [person.id for name in whom_to_notify.find_mentions(words) for person in people.list_by_name(view, name)]
    return tuple(dict.fromkeys(found))


def page(view: ReadView, person: str, before: int | None = None, limit: int = 50) -> list[NoticeRow]:
    """Return a person's notices, newest first, those older than number `before`."""
    rows = view.rows(
        "SELECT n.id, n.kind, n.conversion, c.name, p.name AS project, n.actor, n.at, n.seen, d.word, d.remark"
        " FROM notices n JOIN conversions c ON c.id = n.conversion JOIN projects p ON p.id = c.project"
        " LEFT JOIN decisions d ON d.id = n.decision"
        " WHERE n.person = ?1 AND (?2 IS NULL OR n.id < ?2) ORDER BY n.id DESC LIMIT ?3",
        person,
        before,
        limit,
    )
    return [_notice(view, row) for row in rows]


def count_unseen(view: ReadView, person: str) -> int:
    """Return how many notices a person has not seen."""
    return view.value("SELECT count(*) FROM notices WHERE person = ? AND NOT seen", person)


def mark_seen(tx: WriteTransaction, person: str, until: int) -> None:
    """Mark a person's notices up to this one as seen. It concerns nobody else, so there is no event."""
    tx.execute("UPDATE notices SET seen = 1 WHERE person = ? AND id <= ? AND NOT seen", person, until)


def _is_news(tx: WriteTransaction, kind: str, person: str, decision: int | None) -> bool:
    """Return whether a person exists and was not notified of this decision; its undo is news again."""
    return bool(
        tx.value(
            "SELECT EXISTS (SELECT 1 FROM people WHERE id = ?1) AND NOT EXISTS"
            " (SELECT 1 FROM notices WHERE person = ?1 AND decision = ?2 AND (kind = ?4) = (?3 = ?4))",
            person,
            decision,
            kind,
            UNDONE,
        )
    )


def _last_decider(tx: WriteTransaction, decision: NotifiedDecision) -> tuple[str, ...]:
    """Return who closed the unit before this decision."""
    last = tx.value(
        "SELECT actor FROM decisions WHERE conversion = ? AND id < ? AND NOT undone"
        " AND word IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT 1",
        decision.conversion,
        decision.decision,
        json.dumps(COUNTED_KINDS),
    )
    if last is None:
        return ()
    return (last,)


def _add(tx: WriteTransaction, kind: str, conversion: int, actor: str, person: str, decision: int | None) -> None:
    notice = tx.insert(
        "INSERT INTO notices (person, kind, conversion, actor, decision, at) VALUES (?, ?, ?, ?, ?, ?)",
        person,
        kind,
        conversion,
        actor,
        decision,
        times.to_text(tx.now),
    )
    facts = {"notice": notice, "to": person, "kind": kind}
    journal.append(tx, "notice.given", unit_subject(conversion), facts, actor)


def _notice(view: ReadView, row: sqlite3.Row) -> NoticeRow:
    words = None if row["remark"] is None else people.get_remark(view, row["remark"])
    return NoticeRow(
        id=row["id"],
        kind=row["kind"],
        unit=row["conversion"],
        name=row["name"],
        project=row["project"],
        by=people.get_name(view, row["actor"]),
        at=row["at"],
        word=row["word"],
        words=words,
        seen=bool(row["seen"]),
    )
