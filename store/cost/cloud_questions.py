"""What is still to be asked of a cloud model: files somebody ordered, then the open questions of their units."""

from collections.abc import Iterable
from enum import StrEnum

from store.core.transaction import ReadView, WriteTransaction

MOST_ATTEMPTS = 5


class CloudOrder(StrEnum):
    """How the questions of a file that stay open go to the cloud."""

    AT_ONCE = "at once"
    IN_BATCH = "in a batch"


_ORDERS = (CloudOrder.AT_ONCE, CloudOrder.IN_BATCH)


def order_cloud(tx: WriteTransaction, source: int, how: CloudOrder = CloudOrder.AT_ONCE) -> None:
    """Let the questions of a file that stay open go to the cloud; the latest order counts."""
    tx.execute(
        "INSERT OR REPLACE INTO cloud_orders (source, in_batch) VALUES (?, ?)", source, int(how is CloudOrder.IN_BATCH)
    )


def is_cloud_ordered(view: ReadView, source: int) -> bool:
    """Return whether the open questions of a file go to the cloud."""
    return view.row("SELECT 1 FROM cloud_orders WHERE source = ?", source) is not None


def take_order(tx: WriteTransaction, source: int) -> CloudOrder | None:
    """Remove the order of a file and return it; None if there was none."""
    row = tx.row("DELETE FROM cloud_orders WHERE source = ? RETURNING in_batch", source)
    if row is None:
        return None
    return _ORDERS[row["in_batch"]]


def add_questions(tx: WriteTransaction, conversion: int, tasks: Iterable[str]) -> None:
    """Add open questions about a unit."""
    tx.many(
        "INSERT INTO cloud_questions (conversion, task) VALUES (?, ?)"
        " ON CONFLICT (conversion, task) DO UPDATE SET attempts = 0",
        ((conversion, task) for task in tasks),
    )


def list_questions(view: ReadView, conversion: int) -> tuple[str, ...]:
    """Return the tasks that are open for a unit."""
    rows = view.rows("SELECT task FROM cloud_questions WHERE conversion = ? ORDER BY task", conversion)
    return tuple(row["task"] for row in rows)


def count_attempt(tx: WriteTransaction, conversion: int) -> int:
    """Count an attempt that failed for now; return how many are left before the questions are given up."""
    tx.execute("UPDATE cloud_questions SET attempts = attempts + 1 WHERE conversion = ?", conversion)
    used = tx.value("SELECT max(attempts) FROM cloud_questions WHERE conversion = ?", conversion) or 0
    return max(0, MOST_ATTEMPTS - used)


def close_tasks(tx: WriteTransaction, conversion: int, tasks: Iterable[str]) -> None:
    """Remove some of the open questions of a unit."""
    tx.many("DELETE FROM cloud_questions WHERE conversion = ? AND task = ?", ((conversion, task) for task in tasks))


def close_questions(tx: WriteTransaction, conversion: int) -> None:
    """Remove the open questions of a unit."""
    tx.execute("DELETE FROM cloud_questions WHERE conversion = ?", conversion)
