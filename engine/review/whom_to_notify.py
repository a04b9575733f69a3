"""Whom a decision concerns besides the one who makes it, and why: a pure look at before and after."""

import re
from collections.abc import Mapping

from engine.review.standing import Standing

_MENTION = re.compile(r"(?<![\w.@/-])@([A-Za-z0-9](?:[A-Za-z0-9._@-]{0,62}[A-Za-z0-9])?)")


def find_mentions(words: str) -> tuple[str, ...]:
    """The names after an @, each once; an address such as ada@example.org mentions nobody."""
    return tuple(dict.fromkeys(_MENTION.findall(words)))


def whom_to_notify(word: str, before: Standing, after: Standing) -> Mapping[str, tuple[str, ...]]:
    """Kind of notice → people, for one decision: who is asked, whose text or yes it touches."""
    if word in {"assign", "flag"}:
        kind = "assigned" if word == "assign" else "flagged"
        return {kind: tuple(person for person in after.asked if person not in before.asked)}
    authors = tuple(sorted(before.authors))
    if word == "comment":
        return {"comment": authors}
    if word == "skip":
        return {}
    left = {approval.actor for approval in after.approvals}
    fallen = tuple(approval.actor for approval in before.approvals if approval.actor not in left)
    touched = authors if (after.state, after.spec) != (before.state, before.spec) else ()
    return {"decided": tuple(dict.fromkeys((*touched, *fallen)))}


def is_overruling(word: str, before: Standing, after: Standing) -> bool:
    """Whether a decision changes what was closed, so that it concerns whoever closed it."""
    closing = word in {"approve", "reject", "edit", "merge"}
    return closing and before.final and (after.state, after.spec) != (before.state, before.spec)
