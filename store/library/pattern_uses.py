"""The uses of patterns in proposals. Counts follow the state of the proposals, so an undone decision does not count."""

from collections.abc import Iterable, Mapping

from store.core.transaction import ReadView, WriteTransaction

LATEST = 200  # uses of a pattern that count: what it was like long ago says little


def add(tx: WriteTransaction, proposal: int, patterns: Iterable[str]) -> None:
    """Record that a proposal uses patterns."""
    rows = [(proposal, pattern) for pattern in dict.fromkeys(patterns)]
    tx.many("INSERT INTO pattern_uses VALUES (?, ?)", rows)


def count_by_state(view: ReadView, pattern: str) -> Mapping[str, int]:
    """Return how many of the latest proposals that use a pattern are in each state."""
    rows = view.rows(
        "SELECT state, count(*) AS n FROM ("
        "SELECT (SELECT state FROM proposals WHERE id = proposal) AS state FROM pattern_uses WHERE pattern = ?"
        " ORDER BY proposal DESC LIMIT ?) GROUP BY state",
        pattern,
        LATEST,
    )
    return {row["state"]: row["n"] for row in rows}
