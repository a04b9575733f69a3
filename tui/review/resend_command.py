"""The command line that sends a failed decision again, so that no text is lost to a refusal."""

from daemon.wire.decision import NewDecision

HINT = "Your text is kept: press the same key to continue, or : and ↑."
TAKES_NOTE = frozenset({"approve", "skip", "comment"})


def resend_line(decision: NewDecision) -> str:
    """Return the line; empty if nothing was written. A note that no line can carry becomes a comment."""
    if not decision.note:
        return ""
    if decision.kind == "reject" and not decision.send_back:
        return f"review.reject {decision.reason}: {decision.note}"
    kind = decision.kind if decision.kind in TAKES_NOTE else "comment"
    return f"review.{kind} {decision.note}"
