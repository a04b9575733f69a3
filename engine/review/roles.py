"""The roles in a project and their permissions, as data.

The wire has the same roles, plus those for the daemon as a whole, which no project can give.
"""

from collections.abc import Mapping
from types import MappingProxyType

OWNER = "owner"
_MORE = (
    ("viewer", ("view",)),
    ("reviewer", ("comment", "decide")),
    ("developer", ("edit", "job.run")),
    ("admin", ("project.edit", "member.edit", "policy.edit", "waive")),
    (OWNER, ("project.delete", "owner.grant")),
)


def _roles() -> Mapping[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    below: frozenset[str] = frozenset()
    for role, more in _MORE:
        below = table[role] = below | set(more)
    return MappingProxyType(table)


ROLES = _roles()  # least first; each may do what those before it may
ALL_PERMISSIONS = ROLES[OWNER]
_WITH = MappingProxyType({"decide": frozenset({"comment"}), "edit": frozenset({"comment"})})


def role_permissions(role: str) -> frozenset[str]:
    """Return the permissions of a role in a project; a worker is not a person and has none."""
    return ROLES.get(role, frozenset())


def lent_permissions(permission: str) -> frozenset[str]:
    """Return the permissions that a grant gives: to decide or edit includes to comment."""
    return frozenset({permission}) | _WITH.get(permission, frozenset())
