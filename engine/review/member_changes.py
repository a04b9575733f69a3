"""Who may give which role or permission to whom: nobody gives what they have not, nobody raises themselves.

What somebody has only for a while gives nobody anything for longer: else two could keep for good what was lent to one.
"""

from collections.abc import Mapping

from engine.review.refusal import Refusal


def check_change_of_other(giver: frozenset[str], former: frozenset[str], fresh: frozenset[str]) -> None:
    """Refuse to change what somebody else may do, if they may do more than the giver, before or afterwards.

    `giver` is what the giver's own role gives: a role has no end, so nothing that is lent goes into one.
    """
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


def check_change_of_own(former: frozenset[str], fresh: frozenset[str]) -> None:
    """Refuse a change of one's own role by which one could do more."""
    if more := fresh - former:
        raise Refusal(
            "rank",
            f"Nobody raises their own role: you would gain {_listed(more)}.",
            "Ask another admin of the project.",
        )


def check_grant(giver: frozenset[str], lent: Mapping[str, str], permission: str, until: str) -> None:
    """Refuse to lend somebody else what the giver may not do, or for longer than it is lent to the giver.

    `giver` is what the giver's own role gives, `lent` tells until when they have what else; moments sort as text.
    """
    if permission in giver:
        return
    end = lent.get(permission)
    if end is None:
        raise Refusal(
            "rank", f"You cannot give what you may not do yourself: {permission}.", "Ask an owner of the project."
        )
    if until > end:
        sentence = f"{permission} is lent to you until {end}, and you cannot lend it for longer."
        raise Refusal("rank", sentence, "Lend it for a shorter time, or ask an admin of the project.")


def _listed(permissions: frozenset[str]) -> str:
    return ", ".join(sorted(permissions))
