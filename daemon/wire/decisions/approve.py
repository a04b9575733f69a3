"""Approve: this spec means what its SQL means."""

from daemon.wire.decision_descriptor import AskedWhen, DecisionDescriptor, DecisionPrompt
from daemon.wire.role import Permission

DESCRIPTOR = DecisionDescriptor(
    kind="approve",
    permission=Permission.DECIDE,
    label="approve",
    past_tense="approved",
    history="approved it",
    fields=frozenset({"proposal"}),
    goal="approved",
    settles_as="accepted",
    key="a",
    prompts=(
        DecisionPrompt(
            "note",
            "It is {verdict}. Why is it right? (empty: do not approve)",
            required=True,
            when=AskedWhen.NOT_PROVED,
        ),
    ),
)
