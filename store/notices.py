"""Notices: what others did that concerns a person, until they have seen it."""

from collections.abc import Iterable

from store import conversions, journal, times
from store.transaction import Transaction


def tell(tx: Transaction, kind: str, conversion: int, actor: str, to: Iterable[str], decision: int | None) -> None:
    """Tell people, by their ids, of what somebody did to a unit: once for each decision, and nobody of their own."""
    for person in dict.fromkeys(to):
        if person != actor and _is_news(tx, person, decision):
            _give(tx, kind, conversion, actor, person, decision)


def _is_news(tx: Transaction, person: str, decision: int | None) -> bool:
    """Whether a person is there, and has not heard of this decision yet."""
    return bool(
        tx.value(
            "SELECT EXISTS (SELECT 1 FROM people WHERE id = ?1)"
            " AND NOT EXISTS (SELECT 1 FROM notices WHERE person = ?1 AND decision = ?2)",
            person,
            decision,
        )
    )


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
    journal.append(
        tx, "notice.given", conversions.subject(conversion), {"notice": notice, "to": person, "kind": kind}, actor
    )
