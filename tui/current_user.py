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
    role = mine.role if mine else you.role
    granted = frozenset(grant.permission for grant in mine.grants) if mine else frozenset()
    in_project = (permissions_of_role(role) | granted) - DAEMON_PERMISSIONS
    return CurrentUser(you.name, role, in_project | (permissions_of_role(you.role) & DAEMON_PERMISSIONS))
