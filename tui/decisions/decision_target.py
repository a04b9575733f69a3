"""What a decision is about."""

from dataclasses import dataclass

from daemon.wire.inbox import InboxItem
from daemon.wire.review import Review


@dataclass(frozen=True, slots=True)
class DecisionTarget:
    """One unit as it was seen, one of its proposals, or several units.

    `item` is None for several units. `waived_verdict` is the verdict that an approval has to give a reason for; empty
    if none is needed. A comment is about `line`, counted from 1, whose text is `line_text`.
    """

    label: str
    project: str
    item: InboxItem | None = None
    review: Review | None = None
    proposal: int | None = None
    waived_verdict: str = ""
    line: int = 1
    line_text: str = ""
