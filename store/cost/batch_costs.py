"""What a batch costs."""

from dataclasses import dataclass

from store.core.transaction import ReadView


@dataclass(frozen=True, slots=True)
class BatchCosts:
    """Nanodollars that are still reserved, and that were spent."""

    reserved: int
    spent: int


def find_costs(view: ReadView, batch: int) -> BatchCosts:
    """Return the sums of the calls of a batch."""
    row = view.row(
        "SELECT coalesce(sum(reserved) FILTER (WHERE state = 'reserved'), 0) AS reserved,"
        " coalesce(sum(cost), 0) AS spent FROM cost_calls WHERE batch = ?",
        batch,
    )
    assert row is not None, "an aggregate has one row"  # noqa: S101  says what the type cannot
    return BatchCosts(row["reserved"], row["spent"])
