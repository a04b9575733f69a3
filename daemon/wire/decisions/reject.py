"""Reject: this spec does not mean what its SQL means, or not well."""

from daemon.wire.decision_descriptor import DecisionDescriptor, DecisionPrompt
from daemon.wire.role import Permission

REASONS = (
    "wrong meaning",
    "wrong pattern",
    "wrong name",
    "wrong entity",
    "too raw",
    "not idiomatic",
    "missing part",
    "outdated",
    "other",
)

DESCRIPTOR = DecisionDescriptor(
    kind="reject",
    permission=Permission.DECIDE,
    label="reject, with a reason",
    past_tense="rejected",
    history="rejected it",
    fields=frozenset({"reason", "send_back", "spec", "proposal"}),
    exclusive=("spec", "proposal"),
    settles_as="rejected",
    key="r",
    prompts=(
        DecisionPrompt("reason", "Reason (empty: do not reject)", required=True, choices=REASONS),
        DecisionPrompt("note", "Anything to add? (optional)"),
    ),
)
