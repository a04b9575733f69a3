"""The items of a drill: real units, half of them with a planted fault."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.triage.planted_fault import described, planted_fault

if TYPE_CHECKING:
    from daemon.client import Client

QUERY = "verdict=proved and (kind=function or kind=procedure)"
PLANTED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class DrillItem:
    """A unit as the reviewer sees it, and the truth about it."""

    unit: int
    name: str
    sql: str
    spec: str
    is_planted: bool


def drill_items(client: "Client", project: str, count: int, chance: random.Random) -> Iterator[DrillItem]:
    """Yield items of a project, at most `count`."""
    units = list(client.inbox.list(project, QUERY))
    chance.shuffle(units)
    made = 0
    for unit, other in zip(units, units[1:] + units[:1], strict=True):
        if made == count:
            return
        item = _item(client, unit.id, other.id, is_planted=chance.random() < PLANTED_SHARE)
        if item is not None:
            made += 1
            yield item


def _item(client: "Client", unit: int, other: int, *, is_planted: bool) -> DrillItem | None:
    found = client.conversions.get(unit)
    if found.spec is None:
        return None
    spec = described(found.spec)
    if is_planted:
        spec = planted_fault(found.spec, client.conversions.get(other).spec or "")
    if spec is None:
        return None
    return DrillItem(unit, found.conversion.name, found.sql, spec, is_planted)
