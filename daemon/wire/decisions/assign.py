"""Assign: ask these people to look at the unit."""

from daemon.wire.decision_descriptor import DecisionDescriptor, DecisionNotice
from daemon.wire.role import Permission

DESCRIPTOR = DecisionDescriptor(
    kind="assign",
    permission=Permission.DECIDE,
    label="assign it to somebody",
    past_tense="assigned",
    history="assigned it",
    fields=frozenset({"asked"}),
    notice=DecisionNotice("assigned", "{by} asked you to look at it"),
)
