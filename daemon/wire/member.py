"""People on the wire: the members of a project, their permissions, and its policy."""

import re
from dataclasses import dataclass, field

from daemon.wire.role import DAEMON_PERMISSIONS, Permission, Role

ACCOUNT_PATTERN = re.compile(r"os:(?:0|[1-9][0-9]{0,9})|key:[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


@dataclass(frozen=True, slots=True)
class PermissionGrant:
    """A temporary permission."""

    permission: Permission
    until: str
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a project; `account` is `os:1000` for an OS user, `key:alice` for a pinned SSH key.

    Clients send its `revision` back in If-Match; 0 means that the account is not a member.
    """

    account: str
    name: str
    role: Role
    grants: tuple[PermissionGrant, ...] = ()
    you: bool = False
    revision: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class MemberList:
    """The members of a project, by name."""

    items: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class NewMember:
    """A role for an account in a project."""

    account: str
    role: Role

    def __post_init__(self) -> None:
        if not ACCOUNT_PATTERN.fullmatch(self.account):
            raise ValueError("an account is os:UID, or key:NAME as in authorized_keys")
        if self.role is Role.WORKER:
            raise ValueError("a worker cannot be a member")


@dataclass(frozen=True, slots=True)
class NewGrant:
    """A permission for a member, for some seconds from now."""

    permission: Permission
    seconds: float
    reason: str

    def __post_init__(self) -> None:
        if self.permission in DAEMON_PERMISSIONS:
            raise ValueError(f"{self.permission} does not apply to projects")
        if not 0 < self.seconds <= 366 * 86_400:
            raise ValueError("a grant lasts up to a year")
        if not self.reason.strip() or len(self.reason) > 1000:
            raise ValueError("a grant has a reason of up to 1000 characters")


@dataclass(frozen=True, slots=True)
class PolicyInfo:
    """The policy of a project: its text and its last change. An empty text is the default policy."""

    text: str
    revision: int
    changed: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """The TOML text of a policy."""

    text: str

    def __post_init__(self) -> None:
        if len(self.text) > 100_000:
            raise ValueError("a policy has up to 100000 characters")


@dataclass(frozen=True, slots=True)
class ExplainedPolicy:
    """What the policy requires for one unit, in sentences, and what is missing."""

    unit: int
    name: str
    risk: tuple[str, ...]
    needed: int
    approvals: tuple[str, ...]
    sentences: tuple[str, ...]
    missing: tuple[str, ...]
