"""Members: who has which role in a project, and what anybody may do there."""

import os
import sqlite3
from dataclasses import dataclass

from engine.review import roles
from store.access import grants, people
from store.access.people import Person
from store.core import journal, revisions
from store.core.errors import MissingError
from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person and their role in one project."""

    person: Person
    role: str


def is_daemon_owner(account: str) -> bool:
    """Return whether this is the OS user who runs the daemon, and so the owner of every project."""
    return account == f"os:{os.getuid()}"


def get_permissions(view: ReadView, project: str, account: str, role: str) -> frozenset[str]:
    """Return what somebody may do in a project; `role` is the role of their connection.

    Their role as a member takes precedence over that of the connection; active grants add to it.
    """
    own = get_own_permissions(view, project, account, role)
    if not own:
        return own
    return own | grants.get_permissions(view, project, account)


def get_own_permissions(view: ReadView, project: str, account: str, role: str) -> frozenset[str]:
    """Return what somebody may do in a project without any grant."""
    if role not in roles.ROLES and not is_daemon_owner(account):
        return frozenset()  # a worker's key; it must not use the membership of a person of the same name
    return roles.role_permissions(get_role(view, project, account) or role)


def get_role(view: ReadView, project: str, account: str) -> str | None:
    """Return the role that an account has as a member of a project, or None."""
    if is_daemon_owner(account):
        return roles.OWNER
    return view.value(
        "SELECT role FROM members JOIN people ON people.id = person WHERE project = ? AND account = ?", project, account
    )


def list_members(view: ReadView, project: str) -> list[MemberRow]:
    """Return everybody who has a role in a project, by name."""
    rows = view.rows(
        "SELECT id, account, name, role FROM members JOIN people ON people.id = person"
        " WHERE project = ? ORDER BY name, account",
        project,
    )
    return [_member(row) for row in rows]


def find(view: ReadView, project: str, account: str) -> MemberRow:
    """Return the member with this account."""
    row = view.row(
        "SELECT id, account, name, role FROM members JOIN people ON people.id = person"
        " WHERE project = ? AND account = ?",
        project,
        account,
    )
    if row is None:
        sentence = f"{account} is not a member of this project."
        raise MissingError(sentence, "Give them a role first: specdeck member add.")
    return _member(row)


def get_revision(view: ReadView, project: str, account: str) -> int:
    """Return the revision of a member, which changes with their role or grants; 0 for somebody else."""
    role = get_role(view, project, account)
    person = people.find(view, account)
    if role is None or person is None:
        return revisions.NOT_THERE
    return revisions.compute(
        role, [(each.permission, each.until) for each in grants.list_grants(view, project, person.id)]
    )


def set_role(tx: WriteTransaction, project: str, person: str, role: str, actor: str) -> None:
    """Give a person this role in a project, replacing any other."""
    tx.execute("INSERT OR REPLACE INTO members VALUES (?, ?, ?)", project, person, role)
    journal.append(tx, "member.set", project, {"person": person, "role": role}, actor)


def remove(tx: WriteTransaction, project: str, person: str, actor: str) -> None:
    """Remove a person's role and grants from a project."""
    grants.delete_all(tx, project, person)
    tx.execute("DELETE FROM members WHERE project = ? AND person = ?", project, person)
    journal.append(tx, "member.removed", project, {"person": person}, actor)


def _member(row: sqlite3.Row) -> MemberRow:
    return MemberRow(Person(row["id"], row["account"], row["name"]), row["role"])
