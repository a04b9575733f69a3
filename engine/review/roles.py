"""The roles that people have in a project, and what each may do there: data.

The wire has the same words, and those that are about the daemon as a whole besides: no project gives these away.
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
    """What a role may do in a project; a worker is no person and may do nothing there."""
    return ROLES.get(role, frozenset())


def lent_permissions(permission: str) -> frozenset[str]:
    """What a grant of a permission gives: whoever may decide or edit for a while may also say why."""
    return frozenset({permission}) | _WITH.get(permission, frozenset())
