"""Who one is, and what one may do: in the project that is shown, and on the daemon as a whole."""

from dataclasses import dataclass

from daemon.wire.connection.hello import CallerInfo
from daemon.wire.member import MemberList
from daemon.wire.role import DAEMON_PERMISSIONS, Permission, Role, permissions_of_role


@dataclass(frozen=True, slots=True)
class CurrentUser:
    """The role is the one in the project, where one has one there. The daemon decides; this tells beforehand."""

    name: str
    role: Role
    granted: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        return permission in self.granted

    @property
    def reads_only(self) -> bool:
        """Whether one may look and nothing else."""
        return not self.granted & {Permission.DECIDE, Permission.COMMENT, Permission.EDIT}


UNKNOWN_USER = CurrentUser("", Role.VIEWER, frozenset())


def current_user_from(you: CallerInfo, members: MemberList | None) -> CurrentUser:
    """The one whom the daemon calls `you`, as a member of a project or as the connection says."""
    mine = next((member for member in members.items if member.you), None) if members else None
    role = mine.role if mine else you.role
    lent = frozenset(grant.permission for grant in mine.grants) if mine else frozenset()
    in_project = (permissions_of_role(role) | lent) - DAEMON_PERMISSIONS
    return CurrentUser(you.name, role, in_project | (permissions_of_role(you.role) & DAEMON_PERMISSIONS))
