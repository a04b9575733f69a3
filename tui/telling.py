"""What came of an act, as a sentence, with the key that takes it back or does it again."""

from daemon.wire.decision import Act

AGAIN = {"undo": "ctrl+r does it again.", "redo": "u takes it back."}
BACK = "u takes it back."


def told(act: Act) -> str:
    """What was done, why some units were left as they were, and what can be done about it."""
    refused = [outcome.problem.detail for outcome in act.outcomes if outcome.problem]
    parts = [f"{act.summary[:1].upper()}{act.summary[1:]}."]
    if refused:
        parts.append(f"{len(refused)} refused: {refused[0]}")
    if act.changed:
        parts.append(AGAIN.get(act.word, BACK))
    return " ".join(parts)
