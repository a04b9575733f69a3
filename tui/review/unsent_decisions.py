"""What was said of a unit and did not count, for its dialog to offer again: the daemon was away, or refused."""

from contextlib import suppress
from pathlib import Path

from daemon.wire import codec
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.errors import WireError
from daemon.wire.inbox import InboxItem
from tui.editor.drafts import Drafts

KEPT_HINT = "What you wrote is kept: the same key offers it again."
SEVERAL = 0  # in the place of a unit's number


class UnsentDecisions:
    """One saying a unit and word, in a file beside the unit's draft. What is of several units lasts for the sitting."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._kept: dict[tuple[int, DecisionKind], NewDecision] = {}

    def of(self, item: InboxItem | None, word: DecisionKind, proposal: int | None = None) -> NewDecision:
        """What was to be said of the unit, or of that proposal of its; empty where nothing was."""
        kept = self._kept.get((item.id if item else SEVERAL, word)) or (self._read(item, word) if item else None)
        return kept if kept is not None and kept.proposal == proposal else NewDecision(word, proposal=proposal)

    def keep(self, item: InboxItem | None, decision: NewDecision) -> bool:
        """Keep what did not count; whether there was anything that one would have to write again."""
        if not (decision.note or decision.reason or decision.asked):
            return False
        self._kept[item.id if item else SEVERAL, decision.kind] = decision
        if item is not None:
            with suppress(OSError):  # it is kept for this sitting all the same
                path = self._path(item, decision.kind)
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.touch(mode=0o600)
                path.write_bytes(codec.json_bytes(decision))
        return True

    def drop(self, item: InboxItem | None, word: DecisionKind) -> None:
        """Forget it: it was said."""
        self._kept.pop((item.id if item else SEVERAL, word), None)
        if item is not None:
            with suppress(OSError):  # offered once more at worst, to be looked at before it is said
                self._path(item, word).unlink(missing_ok=True)

    def _read(self, item: InboxItem, word: DecisionKind) -> NewDecision | None:
        try:
            kept = codec.from_json_text(NewDecision, self._path(item, word).read_bytes())
        except (OSError, ValueError, WireError):
            return None
        return kept if kept.kind is word else None

    def _path(self, item: InboxItem, word: DecisionKind) -> Path:
        return self._drafts.path(item).with_suffix(f".{word}.json")
