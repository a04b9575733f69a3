"""Merge: take a proposal, or some of its hunks, into the spec."""

from daemon.wire.decision_descriptor import DecisionDescriptor
from daemon.wire.role import Permission

DESCRIPTOR = DecisionDescriptor(
    kind="merge",
    permission=Permission.EDIT,
    label="merge a proposal, or some of its hunks",
    past_tense="merged",
    history="merged another text into it",
    fields=frozenset({"spec", "proposal", "hunks"}),
    settles_as="accepted",
    one_unit_only=True,
    key="m",
)
