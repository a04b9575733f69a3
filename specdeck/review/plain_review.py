"""Review as a conversation in plain lines: for screen readers, terminals that can place no text, and scripts.

One unit after the other is printed and one letter is asked for, as `git add -p` does. No colour, no cursor movement.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from daemon.client.errors import NotFoundError, ProblemError, StaleError, UnavailableError
from daemon.wire.decision_kinds import DESCRIPTORS
from specdeck.cli.terminal_text import escape_line
from specdeck.errors import CommandError
from specdeck.review.decision_command import build_decision, outcome_line
from specdeck.review.decision_prompts import NotDecidedError, ask_for_fields
from specdeck.review.edit_spec import edit_in_editor
from specdeck.review.prompt import EndOfInput, ask
from specdeck.reviewing.show import unit_lines

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.decision import Act
    from daemon.wire.inbox import InboxItem
    from daemon.wire.review import Review

MAX_LOOK_SECONDS = 120.0  # after this long without a key, the person is not looking any more
EDIT = "e"
DECISIONS = {each.key: each for each in DESCRIPTORS.values() if each.key}
KEYS = {key: descriptor.label for key, descriptor in DECISIONS.items()} | {
    "u": "undo your last decision",
    "?": "show these keys",
    "q": "quit",
}


@dataclass(slots=True)
class PlainReview:
    """One session: the connection, whose units, and what was done so far."""

    client: "Client"
    project: str
    done: Counter[str] = field(default_factory=Counter)

    def run(self, where: str) -> None:
        """Go through the units that a query finds, until the end or until nobody answers; then sum up."""
        found = list(self.client.inbox.list(self.project, where))
        at = 0
        try:
            while 0 <= at < len(found):
                print(f"\n{at + 1} of {len(found)}", end="  ")
                at += self._unit(found[at])
        except EndOfInput:
            pass
        finally:
            print(f"\n{self._summary(len(found))}")

    def _unit(self, item: "InboxItem") -> int:
        """Show a unit and ask until it is decided on; the answer is how many units to go on, or back after an undo."""
        while True:
            began = monotonic()
            try:
                review = self.client.reviews.get(item.id)
            except NotFoundError:
                print(f"{item.name or item.kind} is gone with its SQL.")
                return 1
            print("\n".join(unit_lines(review)))
            key = self._key(review)
            if key == "q":
                raise EndOfInput
            if key == "u":
                return self._undone()
            act = self._said(key, review, began)
            if act is not None and act.kind != "comment":
                return 1

    def _key(self, review: "Review") -> str:
        while True:
            key = ask(f"\n{escape_line(review.item.name or review.item.kind)} [{','.join(KEYS)}]").lower()
            if key in KEYS and key != "?":
                return key
            print("\n".join(f"{letter}  {meaning}" for letter, meaning in KEYS.items()))

    def _said(self, key: str, review: "Review", began: float) -> "Act | None":
        """Say what the key means; a refusal is told, and the unit is shown again."""
        try:
            act = self._act(key, review, began)
        except StaleError as error:
            print(f"{error.sentence} This is how it is now:")
            return None
        except UnavailableError:
            raise
        except (ProblemError, CommandError) as error:
            sentence = getattr(error, "sentence", str(error))
            print(escape_line(f"Refused: {sentence} {error.hint}".rstrip()))
            return None
        except NotDecidedError:
            print("Nothing was decided.")
            return None
        if act is not None:
            self.done[act.kind] += act.changed
            print("\n".join(map(outcome_line, act.outcomes)))
        return act

    def _act(self, key: str, review: "Review", began: float) -> "Act | None":
        if key == EDIT:
            return edit_in_editor(self.client, review)
        descriptor = DECISIONS[key]
        fields = ask_for_fields(descriptor, review)
        decision = build_decision(descriptor.kind, seconds=_looked(began), **fields)
        return self.client.reviews.decide(review.item.id, decision, review.item.revision)

    def _undone(self) -> int:
        """Take back what was said last, here or elsewhere, and show this unit again."""
        try:
            act = self.client.reviews.undo(self.project)
        except ProblemError as error:
            print(f"Refused: {error.sentence} {error.hint}".rstrip())
            return 0
        self.done["undo"] += act.changed
        print("\n".join(map(outcome_line, act.outcomes)))
        return 0

    def _summary(self, found: int) -> str:
        if not self.done:
            return f"{found} units: nothing was decided."
        said = ", ".join(f"{word} {count}" for word, count in sorted(self.done.items()))
        return f"{found} units: {said}. specdeck review undo takes back the last."


def _looked(began: float) -> float | None:
    """How long the person looked; a script does not look."""
    return round(min(monotonic() - began, MAX_LOOK_SECONDS), 1) if sys.stdin.isatty() else None
