"""Comments on a line of a text of a unit."""

import sqlite3
from dataclasses import dataclass

from store.access import people
from store.core import times
from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment; `spec` is the text it was made on, `words` is None once they are erased."""

    id: int
    conversion: int
    decision: int
    actor: str
    spec: str | None
    line: int
    words: str | None
    at: str


def add(
    tx: WriteTransaction, conversion: int, decision: int, actor: str, spec: str | None, line: int, remark: str
) -> int:
    """Store a comment, its text by hash; return its number."""
    return tx.insert(
        "INSERT INTO comments (conversion, decision, actor, spec, line, remark, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        conversion,
        decision,
        actor,
        spec,
        line,
        remark,
        times.to_text(tx.now),
    )


def take_back(tx: WriteTransaction, decision: int) -> None:
    """Hide the comment that a decision made."""
    tx.execute("UPDATE comments SET taken_back = 1 WHERE decision = ?", decision)


def put_back(tx: WriteTransaction, decision: int) -> None:
    """Show the comment that a decision made again."""
    tx.execute("UPDATE comments SET taken_back = 0 WHERE decision = ?", decision)


def list_comments(view: ReadView, conversion: int) -> list[CommentRow]:
    """Return the comments on a unit that were not taken back, oldest first."""
    rows = view.rows("SELECT * FROM comments WHERE conversion = ? AND NOT taken_back ORDER BY id", conversion)
    return [_comment(view, row) for row in rows]


def _comment(view: ReadView, row: sqlite3.Row) -> CommentRow:
    return CommentRow(
        id=row["id"],
        conversion=row["conversion"],
        decision=row["decision"],
        actor=row["actor"],
        spec=row["spec"],
        line=row["line"],
        words=people.get_remark(view, row["remark"]),
        at=row["at"],
    )
