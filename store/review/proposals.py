"""Proposals: other texts for the spec of a unit, open until somebody decides."""

import sqlite3
from dataclasses import dataclass

from store.codebase import unit_trials
from store.codebase.unit_trials import TriedTexts
from store.core import times
from store.core.errors import MissingError
from store.core.transaction import ReadView, WriteTransaction

OPEN, ACCEPTED, REJECTED, WITHDRAWN = "open", "accepted", "rejected", "withdrawn"
LIFTER, FILE = "lifter", "file"


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One text for the spec of a unit; `sql` is the text that its verdict is about. Texts are hashes.

    `model` is the one that was asked for it, if any, and `cost` is in nanodollars.
    """

    id: int
    conversion: int
    analyst: str
    actor: str | None
    spec: str
    verdict: str
    lowered: str | None
    evidence: str | None
    links: str | None
    sql: str
    reason: str
    source: int | None
    file_hash: str | None
    state: str
    at: str
    model: str | None
    cost: int


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A proposal to store; `actor` is the person who wrote the text, None if nobody did."""

    conversion: int
    analyst: str
    spec: str
    verdict: str
    sql: str
    actor: str | None = None
    lowered: str | None = None
    evidence: str | None = None
    links: str | None = None
    reason: str = ""
    source: int | None = None
    file_hash: str | None = None
    model: str | None = None
    cost: int = 0


def add(tx: WriteTransaction, new: NewProposal) -> int:
    """Store a proposal; open ones of the same analyst for the same unit are withdrawn."""
    withdraw(tx, new.conversion, new.analyst)
    row = {name: getattr(new, name) for name in NewProposal.__slots__} | {"state": OPEN, "at": times.to_text(tx.now)}
    if new.lowered is not None:
        tried = TriedTexts(new.sql, new.lowered)
        row["verdict"] = unit_trials.verdict_of(tx, new.conversion, new.verdict, tried)
    names, places = ", ".join(row), ", ".join("?" * len(row))
    return tx.insert(f"INSERT INTO proposals ({names}) VALUES ({places})", *row.values())


def withdraw(tx: WriteTransaction, conversion: int, analyst: str) -> int:
    """Withdraw the open proposals of an analyst for a unit; return how many."""
    return tx.execute(
        "UPDATE proposals SET state = ? WHERE conversion = ? AND analyst = ? AND state = ?",
        WITHDRAWN,
        conversion,
        analyst,
        OPEN,
    )


def count_trials(tx: WriteTransaction, conversion: int) -> None:
    """Let the trials of the open proposals of a unit count for their verdicts."""
    for each in list_proposals(tx, conversion):
        if each.state != OPEN or each.lowered is None:
            continue
        verdict = unit_trials.verdict_of(tx, conversion, each.verdict, TriedTexts(each.sql, each.lowered))
        if verdict != each.verdict:
            tx.execute("UPDATE proposals SET verdict = ? WHERE id = ?", verdict, each.id)


def set_state(tx: WriteTransaction, proposal: int, state: str) -> None:
    """Mark a proposal as accepted, rejected or open again."""
    tx.execute("UPDATE proposals SET state = ? WHERE id = ?", state, proposal)


def get(view: ReadView, proposal: int) -> ProposalRow:
    """Return the proposal with this number."""
    row = view.row("SELECT * FROM proposals WHERE id = ?", proposal)
    if row is None:
        raise MissingError(f"There is no proposal {proposal}.", "It may be gone with its unit.")
    return _proposal(row)


def is_open(view: ReadView, proposal: int) -> bool:
    """Return whether a proposal exists and waits for a decision."""
    return view.value("SELECT state FROM proposals WHERE id = ?", proposal) == OPEN


def list_proposals(view: ReadView, conversion: int) -> list[ProposalRow]:
    """Return all proposals for a unit, oldest first."""
    return [_proposal(row) for row in view.rows("SELECT * FROM proposals WHERE conversion = ? ORDER BY id", conversion)]


def list_open_of_source(view: ReadView, source: int) -> list[ProposalRow]:
    """Return the open proposals that a spec file makes."""
    return [
        _proposal(row)
        for row in view.rows("SELECT * FROM proposals WHERE source = ? AND state = ? ORDER BY id", source, OPEN)
    ]


def _proposal(row: sqlite3.Row) -> ProposalRow:
    return ProposalRow(**dict(row))
