"""The result of an act in words, with the key that undoes or redoes it."""

from daemon.wire.decision import Act
from tui.plural import count_noun

REVERSE = {"undo": "ctrl+r redoes it."}
UNDO = "u undoes it."


def summarize_act(act: Act) -> str:
    """Return what was done, why some units were not changed, and how to reverse it."""
    refused = [outcome.problem.detail for outcome in act.outcomes if outcome.problem]
    parts = [f"{act.summary[:1].upper()}{act.summary[1:]}."]
    if more := _missing_approvals(act):
        parts.append(more)
    if refused:
        parts.append(f"{len(refused)} refused: {refused[0]}")
    if act.changed:
        parts.append(REVERSE.get(act.kind, UNDO))
    return " ".join(parts)


def _missing_approvals(act: Act) -> str:
    """Return which units need more approvals under the policy; empty if none do."""
    items = [outcome.item for outcome in act.outcomes if act.kind == "approve" and outcome.item]
    waiting = [item for item in items if len(item.approvals) < item.needed]
    if not waiting:
        return ""
    if len(act.outcomes) == 1:
        return f"It has {len(waiting[0].approvals)} of {waiting[0].needed} approvals."
    return f"{count_noun(len(waiting), 'unit')} still without enough approvals."
