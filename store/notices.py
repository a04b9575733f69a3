"""Notices: what others did that concerns a person, until they have seen it."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from engine.review import concern
from engine.review.standing import Standing, State
from store import journal, people, times
from store.conversion import subject
from store.transaction import Transaction, View

MENTION = "mention"
UNDONE = "undone"
DRIFTED = "drifted"


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody did to a unit; `word` and `words` are the decision's, where it is one and its words are kept."""

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
class Said:
    """A decision as it is told of: its number, what was said, in which words, of which unit, by whom."""

    decision: int
    word: str
    words: str
    conversion: int
    actor: str


def tell(tx: Transaction, kind: str, conversion: int, actor: str, to: Iterable[str], decision: int | None) -> None:
    """Tell people, by their ids, of what somebody did to a unit: once for each decision, and nobody of their own."""
    for person in dict.fromkeys(to):
        if person != actor and _is_news(tx, kind, person, decision):
            _give(tx, kind, conversion, actor, person, decision)


def tell_all(tx: Transaction, said: Said, before: Standing, after: Standing) -> None:
    """Tell everybody whom a decision concerns: those it mentions, asks, answers or overrules."""
    to = {MENTION: mentioned(tx, said.words), **concern.concerned(said.word, before, after)}
    if concern.overrules(said.word, before, after):
        to["decided"] = (*to.get("decided", ()), *_closer(tx, said))
    for kind, concerned in to.items():
        tell(tx, kind, said.conversion, said.actor, concerned, said.decision)


def tell_of_drift(tx: Transaction, conversion: int, before: Standing, after: Standing) -> None:
    """Newer rules do not bear what people agreed on: whoever wrote or approved the text is told."""
    if after.state is State.DRIFTED is not before.state:
        agreed = [*sorted(before.authors), *(approval.actor for approval in before.approvals)]
        tell(tx, DRIFTED, conversion, journal.SYSTEM, agreed, None)


def mentioned(view: View, words: str) -> tuple[str, ...]:
    """The people whom words mention as @name; a name that two people share means both."""
    found = [person.id for name in concern.mentions(words) for person in people.called(view, name)]
    return tuple(dict.fromkeys(found))


def page(view: View, person: str, before: int | None = None, limit: int = 50) -> list[Notice]:
    """A person's notices, newest first, those older than number `before`."""
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


def unseen(view: View, person: str) -> int:
    """How many notices a person has not seen."""
    return view.value("SELECT count(*) FROM notices WHERE person = ? AND NOT seen", person)


def see(tx: Transaction, person: str, until: int) -> None:
    """Mark a person's notices up to this one as seen. Nobody else needs to know: no event."""
    tx.execute("UPDATE notices SET seen = 1 WHERE person = ? AND id <= ? AND NOT seen", person, until)


def _is_news(tx: Transaction, kind: str, person: str, decision: int | None) -> bool:
    """Whether a person is there and has not heard of this decision yet; that it was undone is news again."""
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


def _closer(tx: Transaction, said: Said) -> tuple[str, ...]:
    """Who closed the unit before this was said of it."""
    last = tx.value(
        "SELECT actor FROM decisions WHERE conversion = ? AND id < ? AND NOT undone"
        " AND word IN ('approve', 'reject') ORDER BY id DESC LIMIT 1",
        said.conversion,
        said.decision,
    )
    return () if last is None else (last,)


def _give(tx: Transaction, kind: str, conversion: int, actor: str, person: str, decision: int | None) -> None:
    notice = tx.insert(
        "INSERT INTO notices (person, kind, conversion, actor, decision, at) VALUES (?, ?, ?, ?, ?, ?)",
        person,
        kind,
        conversion,
        actor,
        decision,
        times.text(tx.now),
    )
    told = {"notice": notice, "to": person, "kind": kind}
    journal.append(tx, "notice.given", subject(conversion), told, actor)


def _notice(view: View, row: sqlite3.Row) -> Notice:
    words = None if row["remark"] is None else people.remark_of(view, row["remark"])
    return Notice(
        id=row["id"],
        kind=row["kind"],
        unit=row["conversion"],
        name=row["name"],
        project=row["project"],
        by=people.name_of(view, row["actor"]),
        at=row["at"],
        word=row["word"],
        words=words,
        seen=bool(row["seen"]),
    )
