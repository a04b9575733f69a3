"""Units as a reviewer's list shows them, many in one query."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from daemon.wire.conversion import Fault
from daemon.wire.inbox import InboxItem
from engine.review.policy import Policy
from store import ReadView
from store.codebase import projects
from store.inbox.fields import FIELDS
from store.review import policies

_COUNTED = ("proposals", "comments", "alike", "cluster")
_QUERY = f"""
    SELECT c.id, c.project, c.kind, c.name, c.entity, c.error, c.revision, s.path AS source,
        r.state, r.verdict, r.lane, r.risk, r.coverage, r.raw, r.lines, r.author,
        r.asked, json_extract(r.standing, '$.approvals') AS approvals,
        {FIELDS["changed"].sql} AS changed, {", ".join(f"{FIELDS[name].sql} AS {name}" for name in _COUNTED)}
    FROM json_each(?) AS wanted JOIN conversions c ON c.id = wanted.value
    JOIN reviews r ON r.conversion = c.id JOIN sources s ON s.id = c.source ORDER BY wanted.key
"""


def inbox_item(view: ReadView, unit: int) -> InboxItem:
    """One unit that is in review."""
    (found,) = inbox_items(view, [unit])
    return found


def inbox_items(view: ReadView, units: Iterable[int]) -> tuple[InboxItem, ...]:
    """Units in the order in which they are named; one that is not there any more is left out."""
    rows = view.rows(_QUERY, json.dumps(list(units)))
    names, rules, titles = _names(view, rows), {}, {}
    for project in {row["project"] for row in rows}:
        rules[project], titles[project] = policies.get(view, project), projects.get(view, project).name
    return tuple(_item(row, titles[row["project"]], rules[row["project"]], names) for row in rows)


def _item(row: sqlite3.Row, project: str, policy: Policy, names: Mapping[str, str]) -> InboxItem:
    risk = _list(row["risk"])
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
        risk=risk,
        coverage=row["coverage"],
        raw=row["raw"],
        lines=row["lines"],
        author=None if row["author"] is None else names[row["author"]],
        asked=tuple(names[each] for each in _list(row["asked"])),
        approvals=tuple(names[each["actor"]] for each in _list(row["approvals"])),
        needed=policy.approvals(risk).n,
        proposals=row["proposals"],
        comments=row["comments"],
        cluster=row["cluster"] or None,
        alike=row["alike"],
        fault=_fault(row["error"]),
        revision=row["revision"],
        changed=row["changed"],
    )


def _names(view: ReadView, rows: Iterable[sqlite3.Row]) -> Mapping[str, str]:
    """Everybody that these units speak of; an erased person has only the id left."""
    ids = {person for row in rows for person in _people(row)}
    known = view.rows("SELECT id, name FROM people WHERE id IN (SELECT value FROM json_each(?))", json.dumps([*ids]))
    return {person: person for person in ids} | {row["id"]: row["name"] for row in known}


def _people(row: sqlite3.Row) -> Iterator[str]:
    if row["author"] is not None:
        yield row["author"]
    yield from _list(row["asked"])
    yield from (each["actor"] for each in _list(row["approvals"]))


def _list(text: str) -> tuple[Any, ...]:
    """A list as JSON; most are empty, and a comparison tells that sooner than reading them."""
    return () if text == "[]" else tuple(json.loads(text))


def _fault(error: str | None) -> Fault | None:
    told = None if error is None else json.loads(error)
    return None if told is None else Fault(told["code"], told["sentence"], told["hint"])
