"""Members: who has which role in a project, and so what anybody may do there now."""

import os
import sqlite3
from dataclasses import dataclass

from engine.review import roles
from store import grants, journal, people, revisions
from store.errors import MissingError
from store.people import Person
from store.transaction import Transaction, View


@dataclass(frozen=True, slots=True)
class Member:
    """A person and their role in one project."""

    person: Person
    role: str


def owns(account: str) -> bool:
    """Whether this is the OS user who runs the daemon: owner of every project, whatever any table says."""
    return account == f"os:{os.getuid()}"


def permissions_of(view: View, project: str, account: str, role: str) -> frozenset[str]:
    """What somebody may do in the project with this id now; `role` is the one that their connection has.

    Their role as a member counts, else that of the connection; grants that have not ended add to it.
    """
    own = own_of(view, project, account, role)
    return own | grants.open_of(view, project, account) if own else own


def own_of(view: View, project: str, account: str, role: str) -> frozenset[str]:
    """What somebody may do in a project without any grant: what they have for as long as nobody changes it."""
    if role not in roles.ROLES and not owns(account):
        return frozenset()  # a worker's key; a person's membership under the same name is not its own
    return roles.may_do(role_of(view, project, account) or role)


def role_of(view: View, project: str, account: str) -> str | None:
    """The role that an account has in a project as its member, or None."""
    if owns(account):
        return roles.OWNER
    return view.value(
        "SELECT role FROM members JOIN people ON people.id = person WHERE project = ? AND account = ?", project, account
    )


def of(view: View, project: str) -> list[Member]:
    """Everybody who has a role in a project, by name."""
    rows = view.rows(
        "SELECT id, account, name, role FROM members JOIN people ON people.id = person"
        " WHERE project = ? ORDER BY name, account",
        project,
    )
    return [_member(row) for row in rows]


def find(view: View, project: str, account: str) -> Member:
    """The member with this account."""
    row = view.row(
        "SELECT id, account, name, role FROM members JOIN people ON people.id = person"
        " WHERE project = ? AND account = ?",
        project,
        account,
    )
    if row is None:
        raise MissingError(f"{account} is no member of this project.", "Give them a role first: specdeck member add.")
    return _member(row)


def revision_of(view: View, project: str, account: str) -> int:
    """What If-Match names a member by: another one where their role or their grants changed; 0 for no member."""
    role = role_of(view, project, account)
    person = people.find(view, account)
    if role is None or person is None:
        return revisions.NOT_THERE
    return revisions.of(role, [(each.permission, each.until) for each in grants.of(view, project, person.id)])


def put(tx: Transaction, project: str, person: str, role: str, actor: str) -> None:
    """Give a person this role in a project, in place of the one they had."""
    tx.execute("INSERT OR REPLACE INTO members VALUES (?, ?, ?)", project, person, role)
    journal.append(tx, "member.set", project, {"person": person, "role": role}, actor)


def remove(tx: Transaction, project: str, person: str, actor: str) -> None:
    """Take a person's role and grants in a project away."""
    grants.clear(tx, project, person)
    tx.execute("DELETE FROM members WHERE project = ? AND person = ?", project, person)
    journal.append(tx, "member.removed", project, {"person": person}, actor)


def _member(row: sqlite3.Row) -> Member:
    return Member(Person(row["id"], row["account"], row["name"]), row["role"])
