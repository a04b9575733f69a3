"""Reserved calls that are not settled yet: of a unit, and of a batch."""

from dataclasses import dataclass

from store.core import times
from store.core.transaction import ReadView, WriteTransaction
from store.cost.calls import settle

_OPEN = "SELECT id, day, task, model, reserved, conversion, batch FROM cost_calls WHERE state = 'reserved'"


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A reserved call; one of a batch has the prices of batches."""

    id: int
    day: str
    task: str
    model: str
    reserved: int
    conversion: int | None
    batch: int | None


def list_open(view: ReadView, conversion: int) -> list[OpenCall]:
    """Return the reserved calls about a unit that are made one by one."""
    rows = view.rows(f"{_OPEN} AND conversion = ? AND batch IS NULL", conversion)
    return [OpenCall(**dict(row)) for row in rows]


def list_open_of_batch(view: ReadView, batch: int) -> list[OpenCall]:
    """Return the reserved calls of a batch."""
    return [OpenCall(**dict(row)) for row in view.rows(f"{_OPEN} AND batch = ?", batch)]


def extend_batch(tx: WriteTransaction, batch: int, expires: float) -> None:
    """Let the reservations of a batch last as long as its results can be read."""
    tx.execute(
        "UPDATE cost_calls SET expires = ? WHERE state = 'reserved' AND batch = ?", times.to_text(expires), batch
    )


def charge_batch(tx: WriteTransaction, batch: int) -> int:
    """Charge what is reserved for a batch in full; return how many nanodollars that is."""
    found = list_open_of_batch(tx, batch)
    for call in found:
        settle(tx, call.id, call.reserved, {})
    return sum(call.reserved for call in found)
