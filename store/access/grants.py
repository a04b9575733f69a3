"""Grants: permissions that a member has for a limited time, with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.review import roles
from store.access import people
from store.core import journal, times
from store.core.errors import MissingError
from store.core.transaction import ReadView, WriteTransaction

_OF_ACCOUNT = "FROM grants JOIN people ON people.id = person WHERE project = ? AND account = ?"


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One permission until a given time; `reason` is None once its text is erased."""

    permission: str
    until: str
    reason: str | None


def get_permissions(view: ReadView, project: str, account: str) -> frozenset[str]:
    """Return the permissions an account has through active grants."""
    return frozenset(get_permission_ends(view, project, account))


def get_permission_ends(view: ReadView, project: str, account: str) -> Mapping[str, str]:
    """Return when each permission that an account has through active grants ends."""
    rows = view.rows(f"SELECT permission, until {_OF_ACCOUNT} AND until > ? ORDER BY until", project, account, view.now)
    return {given: times.to_text(row["until"]) for row in rows for given in roles.lent_permissions(row["permission"])}


def get_past_ends(view: ReadView, project: str, account: str) -> Mapping[str, str]:
    """Return when each permission ended that an account had through grants, and no longer has."""
    rows = view.rows(
        f"SELECT permission, max(until) AS ended {_OF_ACCOUNT} GROUP BY permission HAVING ended <= ?",
        project,
        account,
        view.now,
    )
    return {row["permission"]: times.to_text(row["ended"]) for row in rows}


def list_grants(view: ReadView, project: str, person: str) -> list[GrantRow]:
    """Return a person's active grants, the next to end first."""
    rows = view.rows(
        "SELECT permission, until, remark FROM grants WHERE project = ? AND person = ? AND until > ? ORDER BY until",
        project,
        person,
        view.now,
    )
    return [
        GrantRow(row["permission"], times.to_text(row["until"]), people.get_remark(view, row["remark"])) for row in rows
    ]


def give(
    tx: WriteTransaction, project: str, person: str, permission: str, seconds: float, reason: str, actor: str
) -> None:
    """Give a person a permission for this many seconds from now."""
    remark, until = people.add_remark(tx, actor, reason), tx.now + seconds
    grant = tx.insert(
        "INSERT INTO grants (project, person, permission, until, remark, actor) VALUES (?, ?, ?, ?, ?, ?)",
        project,
        person,
        permission,
        until,
        remark,
        actor,
    )
    facts = {
        "grant": grant,
        "person": person,
        "permission": permission,
        "until": times.to_text(until),
        "reason": remark,
    }
    journal.append(tx, "grant.given", project, facts, actor)


def revoke(tx: WriteTransaction, project: str, person: str, permission: str, actor: str) -> None:
    """End every grant of a permission that a person has, now."""
    ended = tx.execute(
        "UPDATE grants SET until = ? WHERE project = ? AND person = ? AND permission = ? AND until > ?",
        tx.now,
        project,
        person,
        permission,
        tx.now,
    )
    if not ended:
        raise MissingError(f"This person has no grant for {permission}.", "specdeck member list shows all grants.")
    journal.append(tx, "grant.revoked", project, {"person": person, "permission": permission}, actor)


def delete_all(tx: WriteTransaction, project: str, person: str) -> None:
    """Delete all grants of a person who leaves a project."""
    tx.execute("DELETE FROM grants WHERE project = ? AND person = ?", project, person)
