"""The ledger of paid calls: reserve the most that a call can cost, make it, settle what it did cost.

A reservation is part of the transaction that decides on the call, so that concurrent workers cannot overspend. A call
whose worker died may have been made: it is charged in full when it expires, since nobody can say otherwise.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from store.core import times
from store.core.transaction import ReadView, WriteTransaction
from store.cost.budgets import day_sum, raise_alert

RESERVED, SETTLED, RELEASED = "reserved", "settled", "released"


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call that is about to be made, and the most that it can cost in nanodollars."""

    project: str
    task: str
    model: str
    most: int
    expires: float
    job: str | None = None
    conversion: int | None = None
    token: int | None = None
    with_literals: bool = False
    with_comments: bool = False
    batch: int | None = None


def reserve(tx: WriteTransaction, call: NewCall) -> int | None:
    """Reserve the cost of a call; None where today's budget does not allow it."""
    day = times.to_text(tx.now)[:10]
    if call.most > day_sum(tx, call.project, day).left:
        return None
    tx.execute(
        "INSERT INTO cost_days (project, day, reserved) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (project, day) DO UPDATE SET reserved = reserved + ?3",
        call.project,
        day,
        call.most,
    )
    number = tx.insert(
        "INSERT INTO cost_calls (project, day, task, model, job, token, conversion, with_literals, with_comments,"
        " batch, state, reserved, expires, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        call.project,
        day,
        call.task,
        call.model,
        call.job,
        call.token,
        call.conversion,
        int(call.with_literals),
        int(call.with_comments),
        call.batch,
        RESERVED,
        call.most,
        times.to_text(call.expires),
        times.to_text(tx.now),
    )
    raise_alert(tx, call.project, day)
    return number


def count_recent(view: ReadView, project: str, since: float, most: int) -> int:
    """Return how many calls of a project were reserved since a moment and not given back, counting to `most`.

    The calls of a batch are made together by its provider, and count for no minute.
    """
    return view.value(
        "SELECT count(*) FROM (SELECT 1 FROM cost_calls"
        " WHERE project = ? AND at >= ? AND state <> 'released' AND batch IS NULL LIMIT ?)",
        project,
        times.to_text(since),
        most,
    )


def settle(tx: WriteTransaction, call: int, cost: int, usage: Mapping[str, int]) -> bool:
    """Charge what a call cost, at most what is reserved; False if it is settled, released or expired already."""
    return _close(tx, call, SETTLED, cost, usage)


def release(tx: WriteTransaction, call: int) -> bool:
    """Give a reservation back, for a call that was certainly not made."""
    return _close(tx, call, RELEASED, 0, {})


def release_claim(tx: WriteTransaction, job: str, token: int) -> int:
    """Give back what one claim of a job reserved and nobody used; return how many calls there were."""
    rows = tx.rows("SELECT id FROM cost_calls WHERE state = 'reserved' AND job = ? AND token = ?", job, token)
    return sum(release(tx, row["id"]) for row in rows)


def has_expired(view: ReadView) -> bool:
    """Return whether a reservation has expired."""
    now = times.to_text(view.now)
    return view.row("SELECT 1 FROM cost_calls WHERE state = 'reserved' AND expires <= ? LIMIT 1", now) is not None


def charge_expired(tx: WriteTransaction) -> int:
    """Charge every call that expired in full; return how many there were."""
    expired = tx.rows(
        "SELECT id, reserved FROM cost_calls WHERE state = 'reserved' AND expires <= ?", times.to_text(tx.now)
    )
    for row in expired:
        _close(tx, row["id"], SETTLED, row["reserved"], {})
    return len(expired)


def _close(tx: WriteTransaction, call: int, state: str, cost: int, usage: Mapping[str, int]) -> bool:
    row = tx.row("SELECT project, day, reserved FROM cost_calls WHERE id = ? AND state = 'reserved'", call)
    if row is None:
        return False
    cost = min(cost, row["reserved"])  # a worker's report must not be able to overdraw a budget
    tx.execute(
        "UPDATE cost_calls SET state = ?, cost = ?, usage = ? WHERE id = ?", state, cost, json.dumps(dict(usage)), call
    )
    tx.execute(
        "UPDATE cost_days SET reserved = reserved - ?, spent = spent + ? WHERE project = ? AND day = ?",
        row["reserved"],
        cost,
        row["project"],
        row["day"],
    )
    return True
