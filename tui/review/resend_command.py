"""Words that did not count, as the line that says them again: what somebody wrote is never lost to a refusal."""

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind

HINT = "What you wrote is kept: the same key offers it again, and so does : with ↑."
SAME = frozenset({DecisionKind("approve"), DecisionKind("skip"), DecisionKind("comment")})


def resend_line(decision: NewDecision) -> str:
    """The line for the command line; empty where nothing was written. What no line can say is said as a comment."""
    if not decision.note:
        return ""
    if decision.kind == "reject" and not decision.send_back:
        return f"review.reject {decision.reason}: {decision.note}"
    word = decision.kind if decision.kind in SAME else DecisionKind("comment")
    return f"review.{word} {decision.note}"
