"""Review as a conversation in plain lines: for screen readers, terminals that can place no text, and scripts.

One unit after the other is printed and one letter is asked for, as `git add -p` does. No colour, no cursor movement.
"""

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from daemon.client.errors import NotFoundError, ProblemError, StaleError, UnavailableError
from daemon.wire.decision import NewDecision
from daemon.wire.decisions.reject import REASONS
from specdeck.cli.terminal_text import escape_line, escape_text
from specdeck.errors import CommandError
from specdeck.review.decision_command import build_decision, outcome_line
from specdeck.review.edit_spec import edit_in_editor
from specdeck.review.prompt import EndOfInput, ask
from specdeck.reviewing.merge import parse_numbers
from specdeck.reviewing.show import unit_lines

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.decision import Act
    from daemon.wire.inbox import InboxItem
    from daemon.wire.review import Review

MAX_LOOK_SECONDS = 120.0  # seconds; whoever is longer away from the keys does not look any more
KEYS = {
    "a": "approve",
    "r": "reject, with a reason",
    "e": "edit in $EDITOR",
    "m": "merge a proposal, or some of its hunks",
    "s": "skip: leave it for later",
    "f": "flag it for a second reviewer",
    "c": "comment on a line",
    "u": "undo what you said last",
    "?": "show these keys",
    "q": "quit",
}


class _NotSaid(Exception):  # noqa: N818 - it is an answer, not a fault
    """The person thought better of it."""


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
        except _NotSaid:
            print("Nothing was said.")
            return None
        if act is not None:
            self.done[act.kind] += act.changed
            print("\n".join(map(outcome_line, act.outcomes)))
        return act

    def _act(self, key: str, review: "Review", began: float) -> "Act | None":
        if key == "e":
            return edit_in_editor(self.client, review)
        decision = DECISION_PROMPTS[key](review, _looked(began))
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
            return f"{found} units: nothing was said."
        said = ", ".join(f"{word} {count}" for word, count in sorted(self.done.items()))
        return f"{found} units: {said}. specdeck review undo takes back the last."


def _approve(review: "Review", seconds: float | None) -> NewDecision:
    words = ""
    if review.item.verdict != "proved" and review.waiver is None:
        words = ask(f"It is {review.item.verdict}. Why is it right all the same? (nothing: do not approve)")
        if not words:
            raise _NotSaid
    return build_decision("approve", words, seconds=seconds)


def _reject(_: "Review", seconds: float | None) -> NewDecision:
    print("  ".join(f"{number} {reason}" for number, reason in enumerate(REASONS, 1)))
    said = ask("Reason (nothing: do not reject)")
    if not said:
        raise _NotSaid
    reason = REASONS[int(said) - 1] if said in map(str, range(1, len(REASONS) + 1)) else said
    return build_decision("reject", ask("What else? (nothing is fine)"), reason=reason, seconds=seconds)


def _merge(review: "Review", seconds: float | None) -> NewDecision:
    opened = [each for each in review.proposals if each.state == "open"]
    if not opened:
        raise CommandError("no_proposal", "It has no open proposal.", "e edits its spec.")
    for proposal in opened:
        by = proposal.by or proposal.analyst
        print(escape_line(f"proposal {proposal.id}, by {by}, {proposal.verdict}: {proposal.reason}"))
        new = proposal.spec.split("\n")
        for hunk in proposal.hunks:
            print(f"  {hunk.number}: in the place of lines {hunk.old_start} to {hunk.old_end}")
            print("\n".join(f"    {escape_text(line)}" for line in new[hunk.new_start - 1 : hunk.new_end]))
    chosen = parse_numbers(ask("Which proposal? (nothing: none)"))
    if chosen is None:
        raise _NotSaid
    if len(chosen) > 1:
        raise CommandError("one_proposal", "One proposal is merged at a time.", "Say its number alone.")
    hunks = parse_numbers(ask("Which of its hunks? (nothing: all)"))
    return build_decision("merge", proposal=chosen[0], hunks=hunks, seconds=seconds)


def _skip(_: "Review", seconds: float | None) -> NewDecision:
    return build_decision("skip", seconds=seconds)


def _flag(_: "Review", seconds: float | None) -> NewDecision:
    asked = tuple(ask("For whom? (names; nothing: anybody)").replace(",", " ").split())
    return build_decision("flag", ask("What about? (nothing is fine)"), asked=asked, seconds=seconds)


def _comment(_: "Review", seconds: float | None) -> NewDecision:
    line = parse_numbers(ask("On which line of the spec? (nothing: the first)"))
    words = ask("What? (nothing: no comment)")
    if not words:
        raise _NotSaid
    return build_decision("comment", words, line=line[0] if line else 1, seconds=seconds)


def _looked(began: float) -> float | None:
    """How long the person looked; a script does not look."""
    return round(min(monotonic() - began, MAX_LOOK_SECONDS), 1) if sys.stdin.isatty() else None


DECISION_PROMPTS: Mapping[str, Callable[["Review", float | None], NewDecision]] = {
    "a": _approve,
    "r": _reject,
    "m": _merge,
    "s": _skip,
    "f": _flag,
    "c": _comment,
}
