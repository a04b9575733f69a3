"""People and policy, for clients."""

from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.member import ExplainedPolicy, MemberList, NewGrant, NewMember, NewPolicy, PolicyInfo


class People:
    """The members of a project, their permissions, and its policy."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def list(self, project: str) -> MemberList:
        """Return the members, by name."""
        return self._exchange.get(MemberList, f"{_of(project)}/members")

    def set(self, project: str, member: NewMember, revision: int | None = None) -> MemberList:
        """Set the role of an account; `revision` is the member's last known one, 0 for a new member, None for any."""
        return self._exchange.change(MemberList, "PUT", _account(project, member.account), member, revision)

    def remove(self, project: str, account: str, revision: int | None = None) -> MemberList:
        """Remove the role and grants of an account."""
        return self._exchange.change(MemberList, "DELETE", _account(project, account), None, revision)

    def grant(self, project: str, account: str, grant: NewGrant, revision: int | None = None) -> MemberList:
        """Grant a permission for a while."""
        return self._exchange.change(MemberList, "POST", f"{_account(project, account)}/grants", grant, revision)

    def revoke(self, project: str, account: str, permission: str, revision: int | None = None) -> MemberList:
        """Revoke the grants of a permission."""
        path = f"{_account(project, account)}/grants/{quote(permission, safe='')}"
        return self._exchange.change(MemberList, "DELETE", path, None, revision)

    def policy(self, project: str) -> PolicyInfo:
        """Return the policy of a project."""
        return self._exchange.get(PolicyInfo, f"{_of(project)}/policy")

    def set_policy(self, project: str, text: str, revision: int | None = None) -> PolicyInfo:
        """Set the policy of a project."""
        return self._exchange.change(PolicyInfo, "PUT", f"{_of(project)}/policy", NewPolicy(text), revision)

    def explain(self, unit: int) -> ExplainedPolicy:
        """Explain what the policy requires for one unit."""
        return self._exchange.get(ExplainedPolicy, f"/v1/conversions/{unit}/policy")


def _of(project: str) -> str:
    return f"/v1/projects/{quote(project, safe='')}"


def _account(project: str, account: str) -> str:
    return f"{_of(project)}/members/{quote(account, safe='')}"
