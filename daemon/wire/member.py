"""People on the wire: who belongs to a project, what they may do, and what its policy asks for."""

import re
from dataclasses import dataclass, field

from daemon.wire.role import DAEMON_PERMISSIONS, Permission, Role

ACCOUNT_PATTERN = re.compile(r"os:(?:0|[1-9][0-9]{0,9})|key:[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


@dataclass(frozen=True, slots=True)
class PermissionGrant:
    """A permission for a while."""

    permission: Permission
    until: str
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a project; `account` is `os:1000` for an OS user, `key:alice` for a pinned SSH key.

    If-Match sends its `revision` back; 0 is that of an account that is no member.
    """

    account: str
    name: str
    role: Role
    grants: tuple[PermissionGrant, ...] = ()
    you: bool = False
    revision: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class MemberList:
    """Everybody who belongs to a project, by name."""

    items: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class NewMember:
    """Give an account a role in a project."""

    account: str
    role: Role

    def __post_init__(self) -> None:
        if not ACCOUNT_PATTERN.fullmatch(self.account):
            raise ValueError("an account is os:UID, or key:NAME as in authorized_keys")
        if self.role is Role.WORKER:
            raise ValueError("a worker is no member")


@dataclass(frozen=True, slots=True)
class NewGrant:
    """Give a member a permission until a time, in UTC; or for some seconds from now."""

    permission: Permission
    seconds: float
    reason: str

    def __post_init__(self) -> None:
        if self.permission in DAEMON_PERMISSIONS:
            raise ValueError(f"{self.permission} is about no project")
        if not 0 < self.seconds <= 366 * 86_400:
            raise ValueError("a grant lasts up to a year")
        if not self.reason.strip() or len(self.reason) > 1000:
            raise ValueError("a grant has a reason of up to 1000 characters")


@dataclass(frozen=True, slots=True)
class PolicyInfo:
    """A project's policy: its text as it was given, and since when. An empty text is the policy that always stood."""

    text: str
    revision: int
    changed: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """A policy's TOML text."""

    text: str

    def __post_init__(self) -> None:
        if len(self.text) > 100_000:
            raise ValueError("a policy is up to 100000 characters")


@dataclass(frozen=True, slots=True)
class ExplainedPolicy:
    """What the policy asks of one unit, in sentences, and what is still missing."""

    unit: int
    name: str
    risk: tuple[str, ...]
    needed: int
    approvals: tuple[str, ...]
    sentences: tuple[str, ...]
    missing: tuple[str, ...]
