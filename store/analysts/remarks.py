"""Remarks of analysts: rules and intents of a unit, and changes that did not pass the gate, for the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.core import texts, times
from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class AnalystRemark:
    """One remark; lines are those of the unit's SQL."""

    analyst: str
    kind: str
    text: str
    lines: tuple[int, int] | None = None


def replace(
    tx: WriteTransaction, conversion: int, sql: str, remarks: Sequence[AnalystRemark], analysts: Iterable[str]
) -> None:
    """Keep the remarks about a unit, whose SQL has this hash, in place of earlier ones of these analysts."""
    tx.many(
        "DELETE FROM analyst_remarks WHERE conversion = ? AND analyst = ?", ((conversion, each) for each in analysts)
    )
    tx.many(
        "INSERT INTO analyst_remarks (conversion, sql, analyst, kind, text, first_line, last_line, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (conversion, sql, each.analyst, each.kind, texts.save(tx, each.text), *_lines(each), times.to_text(tx.now))
            for each in remarks
        ),
    )


def list_remarks(view: ReadView, conversion: int, sql: str) -> list[AnalystRemark]:
    """Return the remarks about a unit; those about other SQL are outdated and left out."""
    rows = view.rows("SELECT * FROM analyst_remarks WHERE conversion = ? AND sql = ? ORDER BY id", conversion, sql)
    return [
        AnalystRemark(
            row["analyst"],
            row["kind"],
            texts.get(view, row["text"]),
            None if row["first_line"] is None else (row["first_line"], row["last_line"]),
        )
        for row in rows
    ]


def _lines(remark: AnalystRemark) -> tuple[int | None, int | None]:
    return remark.lines or (None, None)
