"""Who may give which role or permission to whom: nobody gives what they have not, nobody raises themselves."""

from engine.review.refusal import Refusal


def change_other(giver: frozenset[str], former: frozenset[str], fresh: frozenset[str]) -> None:
    """Refuse to change what somebody else may do, if they may do more than the giver, before or afterwards."""
    if more := former - giver:
        raise Refusal(
            "rank",
            f"They may do here what you may not: {_listed(more)}.",
            "Ask an owner of the project to change their role.",
        )
    if more := fresh - giver:
        raise Refusal(
            "rank",
            f"You cannot give what you may not do yourself: {_listed(more)}.",
            "Give a role that is not above yours, or ask an owner of the project.",
        )


def change_own(former: frozenset[str], fresh: frozenset[str]) -> None:
    """Refuse a change of one's own role by which one could do more."""
    if more := fresh - former:
        raise Refusal(
            "rank",
            f"Nobody raises their own role: you would gain {_listed(more)}.",
            "Ask another admin of the project.",
        )


def grant(giver: frozenset[str], permission: str) -> None:
    """Refuse to lend somebody else what the giver may not do."""
    if permission not in giver:
        raise Refusal(
            "rank", f"You cannot give what you may not do yourself: {permission}.", "Ask an owner of the project."
        )


def _listed(permissions: frozenset[str]) -> str:
    return ", ".join(sorted(permissions))
