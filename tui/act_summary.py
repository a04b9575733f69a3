"""What came of an act, as a sentence, with the key that takes it back or does it again."""

from daemon.wire.decision import Act

AGAIN = {"undo": "ctrl+r does it again.", "redo": "u takes it back."}
BACK = "u takes it back."


def summarize_act(act: Act) -> str:
    """What was done, why some units were left as they were, and what can be done about it."""
    refused = [outcome.problem.detail for outcome in act.outcomes if outcome.problem]
    parts = [f"{act.summary[:1].upper()}{act.summary[1:]}."]
    if more := _wanting(act):
        parts.append(more)
    if refused:
        parts.append(f"{len(refused)} refused: {refused[0]}")
    if act.changed:
        parts.append(AGAIN.get(act.kind, BACK))
    return " ".join(parts)


def _wanting(act: Act) -> str:
    """That a yes alone does not close the unit, where the policy asks for more of them."""
    items = [outcome.item for outcome in act.outcomes if act.kind == "approve" and outcome.item]
    wanting = [item for item in items if len(item.approvals) < item.needed]
    if not wanting:
        return ""
    if len(act.outcomes) == 1:
        return f"It has {len(wanting[0].approvals)} of {wanting[0].needed} approvals."
    return f"{len(wanting)} of them want{'s' if len(wanting) == 1 else ''} more approvals."
