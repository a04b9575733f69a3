"""Edit: replace the spec with another text."""

from daemon.wire.decision_descriptor import DecisionDescriptor
from daemon.wire.role import Permission

DESCRIPTOR = DecisionDescriptor(
    kind="edit",
    permission=Permission.EDIT,
    label="edit in $EDITOR",
    past_tense="edited",
    history="edited the spec",
    fields=frozenset({"spec"}),
    one_unit_only=True,
    key="e",
)
