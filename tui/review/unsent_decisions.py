"""Decisions that could not be sent, for their dialog to offer again: the daemon was away or refused them."""

from contextlib import suppress
from pathlib import Path

from daemon.wire import codec
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.errors import WireError
from daemon.wire.inbox import InboxItem
from tui.editor.drafts import Drafts

KEPT_HINT = "Your text is kept: press the same key to continue."
SEVERAL = 0  # instead of the id of a unit


class UnsentDecisions:
    """One decision of each kind for a unit, in a file beside its draft. Those on several units last for the session."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._kept: dict[tuple[int, DecisionKind], NewDecision] = {}

    def get(self, item: InboxItem | None, kind: DecisionKind, proposal: int | None = None) -> NewDecision:
        """Return what could not be sent about a unit or that proposal of it; an empty decision if there is nothing."""
        kept = self._kept.get((_unit_id(item), kind))
        if kept is None and item is not None:
            kept = self._read(item, kind)
        if kept is None or kept.proposal != proposal:
            return NewDecision(kind, proposal=proposal)
        return kept

    def keep(self, item: InboxItem | None, decision: NewDecision) -> bool:
        """Keep a decision. Return whether it holds anything that the user would have to write again."""
        if not (decision.note or decision.reason or decision.asked):
            return False
        self._kept[_unit_id(item), decision.kind] = decision
        if item is not None:
            with suppress(OSError):  # it is kept for this session anyway
                path = self._path(item, decision.kind)
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.touch(mode=0o600)
                path.write_bytes(codec.json_bytes(decision))
        return True

    def drop(self, item: InboxItem | None, kind: DecisionKind) -> None:
        """Drop a decision that was sent."""
        self._kept.pop((_unit_id(item), kind), None)
        if item is not None:
            with suppress(OSError):  # at worst it is offered once more
                self._path(item, kind).unlink(missing_ok=True)

    def _read(self, item: InboxItem, kind: DecisionKind) -> NewDecision | None:
        try:
            kept = codec.from_json_text(NewDecision, self._path(item, kind).read_bytes())
        except (OSError, ValueError, WireError):
            return None
        return kept if kept.kind is kind else None

    def _path(self, item: InboxItem, kind: DecisionKind) -> Path:
        return self._drafts.path(item).with_suffix(f".{kind}.json")


def _unit_id(item: InboxItem | None) -> int:
    return item.id if item else SEVERAL
