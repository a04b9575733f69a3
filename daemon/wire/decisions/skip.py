"""Skip: leave the unit for later."""

from daemon.wire.decision_descriptor import DecisionDescriptor
from daemon.wire.role import Permission

DESCRIPTOR = DecisionDescriptor(
    kind="skip",
    permission=Permission.DECIDE,
    label="skip: leave it for later",
    past_tense="skipped",
    history="left it for later",
    key="s",
)
