"""Another text for a unit's spec, from an editor or a file to a decision: checked on the way, and never lost."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from specdeck.cli.terminal_text import escape_text
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.review.decision_command import build_decision
from specdeck.review.prompt import choose
from specdeck.review.text_editor import open_editor, read_text, write_draft

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.client.errors import StaleError
    from daemon.wire.decision import Act
    from daemon.wire.review import CheckResult, Review

MAX_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """What a person began with: a unit at a revision, with the text that was in review then."""

    unit: int
    revision: int
    text: str


def reviewed_text_from_review(review: "Review") -> ReviewedText:
    """A unit as its review shows it."""
    return ReviewedText(review.item.id, review.item.revision, review.deck.spec or review.lift or "")


def edit_in_editor(client: "Client", review: "Review") -> "Act | None":
    """Edit until the text is good or the person gives up; None says that nothing was decided."""
    from daemon.client.errors import StaleError

    began = reviewed_text_from_review(review)
    path = write_draft(f"unit-{began.unit}", began.text)
    while (text := _written(client, began, path)) is not None:
        try:
            act = record_edit(client, began, text)
        except StaleError as error:
            began = _merged(error, began, text, path)
            continue
        path.unlink()
        return act
    return None


def _written(client: "Client", began: ReviewedText, path: Path) -> str | None:
    """What the person wrote, once it has no mistakes; None if they gave up."""
    while True:
        open_editor(path)
        if path.read_bytes() == began.text.encode():
            path.unlink()
            print("You changed nothing.")
            return None
        text = _good(client, began, path)
        if text is not None:
            return text
        if choose("Edit it again?", "yn", "n") == "n":
            print(f"Nothing was decided. Your text is kept in {path}.")
            return None


def _good(client: "Client", began: ReviewedText, path: Path) -> str | None:
    """The text of a file if it can be kept; else what is wrong with it is told."""
    try:
        text = read_text(path)
    except CommandError as error:
        print(f"{error} {error.hint}")
        return None
    checked = client.reviews.check(began.unit, text)
    print_check(checked, text)
    return text if _go_on(checked) else None


def edit_from_text(client: "Client", began: ReviewedText, text: str) -> "Act":
    """Decide with a text that is there already; refused with its mistakes."""
    checked = client.reviews.check(began.unit, text)
    if not checked.ok:
        print_check(checked, text)
        raise CommandError("mistakes", "The spec has mistakes; nothing was decided.", "Mend it.", ExitCode.FINDING)
    return record_edit(client, began, text)


def record_edit(client: "Client", began: ReviewedText, text: str) -> "Act":
    """The decision to edit."""
    return client.reviews.decide(began.unit, build_decision("edit", spec=text), began.revision)


def print_check(checked: "CheckResult", text: str) -> None:
    """Print the mistakes at their lines, or what is known about a text without any."""
    lines = text.split("\n")
    for mistake in checked.mistakes[:MAX_SHOWN]:
        if mistake.line <= len(lines):
            print(f"{mistake.line:>5}  {escape_text(lines[mistake.line - 1])}")
            print(f"{'':>5}  {' ' * (mistake.column - 1)}^")
        hint = f" ({mistake.hint})" if mistake.hint else ""
        print(f"line {mistake.line}, column {mistake.column}: {mistake.sentence}{hint}")
    if len(checked.mistakes) > MAX_SHOWN:
        print(f"and {len(checked.mistakes) - MAX_SHOWN} more")
    if checked.ok:
        print(f"verdict: {checked.verdict}")
        for sentence in (*checked.obligations, *([checked.difference] if checked.difference else [])):
            print(f"  {sentence}")


def _go_on(checked: "CheckResult") -> bool:
    if not checked.ok:
        return False
    return checked.verdict == "proved" or choose("It is not proved. Keep this text?", "yn", "n") == "y"


def _merged(error: "StaleError", began: ReviewedText, text: str, path: Path) -> ReviewedText:
    """Somebody moved first: both texts as one in the file, with both sides where they changed the same lines."""
    from engine.review.merge3 import merge3

    current = error.problem.current
    if current is None:
        raise CommandError("stale", f"{error.sentence} Your text is kept in {path}.", error.hint, ExitCode.CONFLICT)
    theirs = _told(current)
    merged = merge3(began.text, text, theirs.text)
    path.write_text(merged.marked, encoding="utf-8", newline="\n")
    count = len(merged.conflicts)
    print(f"{error.sentence} Your text and theirs are one now" + (f", with {count} conflicts." if count else "."))
    return theirs


def _told(current: object) -> ReviewedText:
    from daemon.wire import codec
    from daemon.wire.review import Review

    return reviewed_text_from_review(codec.from_json(Review, current))
