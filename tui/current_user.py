"""The current user, and what they may do in the current project and on the daemon."""

from dataclasses import dataclass

from daemon.wire.connection.hello import CallerInfo
from daemon.wire.member import MemberList
from daemon.wire.role import DAEMON_PERMISSIONS, Permission, Role, permissions_of_role


@dataclass(frozen=True, slots=True)
class CurrentUser:
    """A user with their role in the project, or on the daemon if they have none there. The daemon has the final say."""

    name: str
    role: Role
    granted: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        return permission in self.granted

    @property
    def reads_only(self) -> bool:
        """Whether the user may only read."""
        return not self.granted & {Permission.DECIDE, Permission.COMMENT, Permission.EDIT}


UNKNOWN_USER = CurrentUser("", Role.VIEWER, frozenset())


def current_user_from(you: CallerInfo, members: MemberList | None) -> CurrentUser:
    """Return the caller as a member of the project, or as the connection identifies them."""
    mine = next((member for member in members.items if member.you), None) if members else None
    if mine is None:
        return CurrentUser(you.name, you.role, permissions_of_role(you.role))
    granted = frozenset(grant.permission for grant in mine.grants)
    in_project = (permissions_of_role(mine.role) | granted) - DAEMON_PERMISSIONS
    return CurrentUser(you.name, mine.role, in_project | (permissions_of_role(you.role) & DAEMON_PERMISSIONS))
