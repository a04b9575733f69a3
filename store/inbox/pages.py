"""Windows of the inbox, and counts of units by state, verdict or lane."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.core.transaction import ReadView
from store.inbox import query_suggestions
from store.inbox.fields import FIELDS
from store.inbox.parser import parse, parse_order
from store.inbox.query_error import QueryError
from store.inbox.sql import FROM, Clause, QueryCaller, condition, depth, order

DEEPEST_SQL = 20  # SQLite's parser stack holds a hundred entries, about three for each of these


@dataclass(frozen=True, slots=True)
class InboxWindow:
    """The units of a window, in order; `total` is how many the query finds."""

    units: tuple[int, ...]
    total: int


def window(
    view: ReadView, project: str, where: str, sort: str, caller: QueryCaller, offset: int, limit: int
) -> InboxWindow:
    """Return some of the units that a query finds."""
    wanted, orders = condition_from_query(where, caller), parse_order(sort)
    rows = view.rows(
        f"SELECT r.conversion {FROM} AND {wanted.sql} ORDER BY {order(orders)} LIMIT ? OFFSET ?",
        project,
        *wanted.values,
        limit,
        offset,
    )
    return InboxWindow(tuple(row["conversion"] for row in rows), _total(view, project, wanted))


def count(view: ReadView, project: str, where: str, caller: QueryCaller) -> int:
    """Return how many units a query finds."""
    return _total(view, project, condition_from_query(where, caller))


def count_unfinished(view: ReadView, project: str, where: str, caller: QueryCaller) -> int:
    """Return how many units that a query finds have no final decision."""
    wanted = condition_from_query(where, caller)
    return _total(view, project, Clause(f"{wanted.sql} AND ({FIELDS['open'].sql} OR r.folded = 1)", wanted.values))


def suggest(where: str) -> str:
    """Return what may have been meant by a query that finds nothing."""
    return query_suggestions.suggest(where, parse(where))


def list_all(view: ReadView, project: str, where: str, caller: QueryCaller, limit: int) -> tuple[int, ...]:
    """Return all units that a query finds, in the default order, up to a limit."""
    return window(view, project, where, "", caller, 0, limit).units


def count_by(view: ReadView, project: str, where: str, caller: QueryCaller, by: str) -> Mapping[str, int]:
    """Return how many units that a query finds have each value of a column: state, verdict or lane."""
    wanted = condition_from_query(where, caller)
    rows = view.rows(
        f"SELECT {by} AS place, count(*) AS units FROM (SELECT r.{by} {FROM} AND {wanted.sql} LIMIT -1)"
        " GROUP BY place ORDER BY place",
        project,
        *wanted.values,
    )
    return {row["place"]: row["units"] for row in rows}


def condition_from_query(where: str, caller: QueryCaller) -> Clause:
    """Return the condition that a query means."""
    wanted = condition(parse(where), caller)
    if depth(wanted.sql) > DEEPEST_SQL:
        raise QueryError("This query is nested too deeply.", "Use fewer parentheses.", 0)
    return wanted


def _total(view: ReadView, project: str, wanted: Clause) -> int:
    # The limit keeps the inner query apart, and so free of the join where nothing asks for it.
    query = f"SELECT count(*) FROM (SELECT r.conversion {FROM} AND {wanted.sql} LIMIT -1)"
    return view.value(query, project, *wanted.values)
