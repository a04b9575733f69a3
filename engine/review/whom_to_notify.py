"""Whom to notify of a decision besides the person who made it: a pure comparison of before and after."""

import re

from engine.review.decision_rule import Notices
from engine.review.decision_rules import RULES
from engine.review.standing import Standing

_MENTION = re.compile(r"(?<![\w.@/-])@([A-Za-z0-9](?:[A-Za-z0-9._@-]{0,62}[A-Za-z0-9])?)")


def find_mentions(note: str) -> tuple[str, ...]:
    """The names after an @, each once; an address such as ada@example.org mentions nobody."""
    return tuple(dict.fromkeys(_MENTION.findall(note)))


def whom_to_notify(kind: str, before: Standing, after: Standing) -> Notices:
    """Return kind of notice → people for a decision of this kind."""
    return RULES[kind].notifies(before, after)


def is_overruling(kind: str, before: Standing, after: Standing) -> bool:
    """Whether a decision changes a unit that was closed, which affects the person who closed it."""
    return RULES[kind].overrules and before.final and (after.state, after.spec) != (before.state, before.spec)
