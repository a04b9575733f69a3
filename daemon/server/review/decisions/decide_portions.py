"""Decide on many units of one act in portions, so that others can write in between."""

from collections.abc import Callable
from itertools import islice

from daemon.server.review.decisions import bulk_decisions
from daemon.server.review.decisions.bulk_decisions import BulkRun, SeenRevisions
from daemon.server.review.decisions.decision_maker import DecisionMaker
from store import Store, WriteTransaction

PORTION = 15  # units that are decided in one transaction: some 30 ms


def decide_in_portions(
    store: Store, admitted: Callable[[WriteTransaction], DecisionMaker], run: BulkRun, units: SeenRevisions
) -> None:
    """Decide on these units; `admitted` checks in each transaction who decides."""
    left = iter(units.items())
    while portion := dict(islice(left, PORTION)):
        with store.write_in_background() as tx:
            bulk_decisions.decide_some(tx, admitted(tx), run, portion)
