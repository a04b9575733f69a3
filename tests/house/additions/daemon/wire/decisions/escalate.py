"""Escalate: a kind of decision that a test adds."""

from daemon.wire.decision_descriptor import DecisionDescriptor, DecisionPrompt
from daemon.wire.role import Permission

DESCRIPTOR = DecisionDescriptor(
    kind="escalate",
    permission=Permission.DECIDE,
    label="escalate it",
    past_tense="escalated",
    history="escalated it",
    key="x",
    prompts=(DecisionPrompt("note", "Why? (optional)"),),
)
