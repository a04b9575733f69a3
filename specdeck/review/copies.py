"""The copies of selected units: one decision serves for units that are equal but for names."""

from dataclasses import replace
from typing import TYPE_CHECKING

from specdeck.review.decision_command import SelectedUnits
from specdeck.review.unit_lookup import UnitLookup

if TYPE_CHECKING:
    from daemon.client import Client


def with_copies(client: "Client", selected: SelectedUnits) -> SelectedUnits:
    """Return the named units with all of their copies."""
    lookup = UnitLookup(client, selected.project)
    numbers = [lookup.number(unit) for unit in selected.units]
    copies = [copy.unit for number in numbers for copy in client.reuse.copies(number).items]
    return replace(selected, units=tuple(map(str, dict.fromkeys([*numbers, *copies]))), revision=None)
