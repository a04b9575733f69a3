"""Comment: write a remark on a line of the spec."""

from daemon.wire.decision_descriptor import DecisionDescriptor, DecisionNotice, DecisionPrompt
from daemon.wire.role import Permission

DESCRIPTOR = DecisionDescriptor(
    kind="comment",
    permission=Permission.COMMENT,
    label="comment on a line",
    past_tense="commented on",
    history="commented on it",
    fields=frozenset({"line"}),
    is_comment=True,
    notice=DecisionNotice("comment", "{by} commented on your text"),
    key="c",
    prompts=(
        DecisionPrompt("line", "Line of the spec? (empty: the first)"),
        DecisionPrompt("note", "Comment (empty: do not comment)", required=True),
    ),
)
