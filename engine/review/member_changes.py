"""Check changes of roles and grants: nobody gives a permission they lack, and nobody raises themselves.

A temporary permission cannot be passed on for longer; otherwise two people could keep it for good.
"""

from collections.abc import Mapping

from engine.review.refusal import Refusal


def check_change_of_other(giver: frozenset[str], former: frozenset[str], fresh: frozenset[str]) -> None:
    """Refuse to change the role of somebody who has, or would get, permissions that the giver lacks.

    `giver` are the permissions of the giver's own role, without temporary grants, because a role never expires.
    """
    if more := former - giver:
        raise Refusal(
            "rank",
            f"They have permissions that you lack: {_listed(more)}.",
            "Ask an owner of the project to change their role.",
        )
    if more := fresh - giver:
        raise Refusal(
            "rank",
            f"You cannot give permissions that you lack: {_listed(more)}.",
            "Give a role that is not above yours, or ask an owner of the project.",
        )


def check_change_of_own(former: frozenset[str], fresh: frozenset[str]) -> None:
    """Refuse a change of the actor's own role that would add permissions."""
    if more := fresh - former:
        raise Refusal(
            "rank",
            f"You cannot raise your own role: you would gain {_listed(more)}.",
            "Ask another admin of the project.",
        )


def check_grant(giver: frozenset[str], lent: Mapping[str, str], permission: str, until: str) -> None:
    """Refuse to grant a permission that the giver lacks, or for longer than the giver has it.

    `giver` are the permissions of the giver's own role, `lent` maps temporary ones to their end; times sort as text.
    """
    if permission in giver:
        return
    end = lent.get(permission)
    if end is None:
        raise Refusal(
            "rank", f"You cannot give a permission that you lack: {permission}.", "Ask an owner of the project."
        )
    if until > end:
        sentence = f"{permission} is lent to you until {end}, and you cannot lend it for longer."
        raise Refusal("rank", sentence, "Lend it for a shorter time, or ask an admin of the project.")


def _listed(permissions: frozenset[str]) -> str:
    return ", ".join(sorted(permissions))
