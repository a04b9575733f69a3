"""Flag: ask for a second reviewer."""

from daemon.wire.decision_descriptor import DecisionDescriptor, DecisionNotice, DecisionPrompt
from daemon.wire.role import Permission

DESCRIPTOR = DecisionDescriptor(
    kind="flag",
    permission=Permission.COMMENT,
    label="flag it for a second reviewer",
    past_tense="flagged",
    history="asked for a second reviewer",
    fields=frozenset({"asked"}),
    notice=DecisionNotice("flagged", "{by} flagged it and asked you for a second look"),
    key="f",
    prompts=(
        DecisionPrompt("asked", "Who should review it? (names; empty: anybody)"),
        DecisionPrompt("note", "What should they look at? (optional)"),
    ),
)
