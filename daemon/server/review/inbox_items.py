"""Units as a reviewer's list shows them."""

from collections.abc import Iterable, Mapping

from daemon.wire import codec
from daemon.wire.fault import Fault
from daemon.wire.inbox import InboxItem
from engine.review.policies.policy import Policy
from store import ReadView
from store.access import people
from store.codebase import projects
from store.inbox.unit_rows import UnitFields, list_units, people_of
from store.review import policies


def inbox_item(view: ReadView, unit: int) -> InboxItem:
    """Return one unit that is in review."""
    (found,) = inbox_items(view, [unit])
    return found


def inbox_items(view: ReadView, units: Iterable[int]) -> tuple[InboxItem, ...]:
    """Return units in the order given; those that no longer exist are left out."""
    rows = list_units(view, units)
    names = people.get_names(view, {person for row in rows for person in people_of(row)})
    rules: dict[str, Policy] = {}
    titles: dict[str, str] = {}
    for project in {row["project"] for row in rows}:
        rules[project], titles[project] = policies.get(view, project), projects.get(view, project).name
    return tuple(_item(row, titles[row["project"]], rules[row["project"]], names) for row in rows)


def _item(row: UnitFields, project: str, policy: Policy, names: Mapping[str, str]) -> InboxItem:
    fault = row["fault"]
    return InboxItem(
        id=row["id"],
        project=project,
        source=row["source"],
        kind=row["kind"],
        name=row["name"],
        entity=row["entity"],
        state=row["state"],
        verdict=row["verdict"],
        lane=row["lane"],
        risk=row["risk"],
        coverage=row["coverage"],
        raw=row["raw"],
        lines=row["lines"],
        author=None if row["author"] is None else names[row["author"]],
        asked=tuple(names[person] for person in row["asked"]),
        approvals=tuple(names[person] for person in row["approvals"]),
        needed=policy.approvals(row["risk"]).n,
        proposals=row["proposals"],
        comments=row["comments"],
        cluster=row["cluster"],
        alike=row["alike"],
        fault=None if fault is None else codec.from_json(Fault, fault),
        revision=row["revision"],
        changed=row["changed"],
        edited=bool(row["edited"]),
        confidence=row["confidence"],
        earlier=row["earlier"],
        superseded=bool(row["superseded"]),
        statements=row["statements"],
    )
