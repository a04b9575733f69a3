"""Review as plain lines: for screen readers, simple terminals and scripts.

The session prints one unit after another and asks for one letter, like `git add -p`. No colour, no cursor movement.
"""

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from daemon.client.errors import NotFoundError, ProblemError, StaleError, UnavailableError
from daemon.wire.decision_descriptor import DecisionDescriptor
from daemon.wire.decision_kinds import DESCRIPTORS
from specdeck.cli.terminal_text import escape_line
from specdeck.errors import CommandError
from specdeck.review.decision_command import build_decision, outcome_line
from specdeck.review.decision_prompts import NotDecidedError, ask_for_fields
from specdeck.review.edit_spec import edit_in_editor
from specdeck.review.prompt import EndOfInput, ask
from specdeck.review.unit_text import unit_lines

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.decision import Act
    from daemon.wire.inbox import InboxItem
    from daemon.wire.review import Review

MAX_LOOK_SECONDS = 120.0  # longer means that the reviewer was away
BY_KEY: Mapping[str, DecisionDescriptor] = {each.key: each for each in DESCRIPTORS.values() if each.key}
KEYS: Mapping[str, str] = {
    **{key: each.label for key, each in BY_KEY.items()},
    "n": "next unit, without a decision",
    "u": "undo your last decision",
    "?": "show these keys",
    "q": "quit",
}


@dataclass(slots=True)
class PlainReview:
    """One session; `done` counts its decisions by kind."""

    client: "Client"
    project: str
    advance: bool = True  # to the next unit after a decision
    done: Counter[str] = field(default_factory=Counter)

    def run(self, where: str) -> None:
        """Review the units of a query until the last one or the end of the input, then print a summary."""
        found = list(self.client.inbox.list(self.project, where))
        at = 0
        try:
            while 0 <= at < len(found):
                print(f"\n{at + 1} of {len(found)}", end="  ")
                at += self._review_unit(found[at])
        except EndOfInput:
            pass
        finally:
            print(f"\n{self._summary(len(found))}")

    def _review_unit(self, item: "InboxItem") -> int:
        """Show a unit and ask until it is decided; return how many units to advance: 0 after an undo."""
        while True:
            started = monotonic()
            try:
                review = self.client.reviews.get(item.id)
            except NotFoundError:
                print(f"{item.name or item.kind} was deleted with its SQL.")
                return 1
            print("\n".join(unit_lines(review)))
            key = self._ask_key(review)
            if key == "q":
                raise EndOfInput
            if key == "n":
                return 1
            if key == "u":
                self._undo()
                return 0
            act = self._try_decision(key, review, started)
            if act is not None and not DESCRIPTORS[act.kind].is_comment:
                return int(self.advance)

    def _ask_key(self, review: "Review") -> str:
        while True:
            key = ask(f"\n{escape_line(review.item.name or review.item.kind)} [{','.join(KEYS)}]").lower()
            if key in KEYS and key != "?":
                return key
            print("\n".join(f"{letter}  {meaning}" for letter, meaning in KEYS.items()))

    def _try_decision(self, key: str, review: "Review", started: float) -> "Act | None":
        """Send the decision of a key; print a refusal and return None, so that the unit is shown again."""
        try:
            act = self._decide(key, review, started)
        except StaleError as error:
            print(f"{error.sentence} This is the current version:")
            return None
        except UnavailableError:
            raise
        except (ProblemError, CommandError) as error:
            _print_refusal(error)
            return None
        except NotDecidedError:
            print("Nothing was decided.")
            return None
        if act is not None:
            self._print_done(act.kind, act)
        return act

    def _decide(self, key: str, review: "Review", started: float) -> "Act | None":
        descriptor = BY_KEY[key]
        if descriptor.kind == "edit":
            return edit_in_editor(self.client, review)
        fields = ask_for_fields(descriptor, review)
        decision = build_decision(descriptor.kind, **fields, seconds=_look_seconds(started))
        return self.client.reviews.decide(review.item.id, decision, review.item.revision)

    def _undo(self) -> None:
        """Undo the reviewer's last decision, wherever it was made."""
        try:
            act = self.client.reviews.undo(self.project)
        except ProblemError as error:
            _print_refusal(error)
        else:
            self._print_done("undo", act)

    def _print_done(self, kind: str, act: "Act") -> None:
        self.done[kind] += act.changed
        print("\n".join(map(outcome_line, act.outcomes)))

    def _summary(self, found: int) -> str:
        if not self.done:
            return f"{found} units: nothing was decided."
        counts = ", ".join(f"{kind} {count}" for kind, count in sorted(self.done.items()))
        return f"{found} units: {counts}. Undo the last decision with: specdeck review undo"


def _print_refusal(error: ProblemError | CommandError) -> None:
    sentence = getattr(error, "sentence", str(error))
    print(escape_line(f"Refused: {sentence} {error.hint}".rstrip()))


def _look_seconds(started: float) -> float | None:
    """Return how long the reviewer looked at the unit; None for a script."""
    if sys.stdin.isatty():
        return round(min(monotonic() - started, MAX_LOOK_SECONDS), 1)
    return None
