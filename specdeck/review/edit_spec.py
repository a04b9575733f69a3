"""Edit the text of a spec, from an editor or a file to a decision: checked on the way, and never lost."""

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
    """The text in review of a unit at a revision: what an edit starts from."""

    unit: int
    revision: int
    text: str


def reviewed_text_from_review(review: "Review") -> ReviewedText:
    """Return the text that a review shows."""
    return ReviewedText(review.item.id, review.item.revision, review.deck.spec or review.lift or "")


def edit_in_editor(client: "Client", review: "Review") -> "Act | None":
    """Let the user edit until the text is accepted; return None if they give up."""
    from daemon.client.errors import StaleError

    base = reviewed_text_from_review(review)
    path = write_draft(f"unit-{base.unit}", base.text)
    while (text := _edit_until_valid(client, base, path)) is not None:
        try:
            act = record_edit(client, base, text)
        except StaleError as error:
            base = _merge_with_current(error, base, text, path)
            continue
        path.unlink()
        return act
    return None


def edit_from_text(client: "Client", base: ReviewedText, text: str) -> "Act":
    """Record a finished text, or refuse it and print its mistakes."""
    checked = client.reviews.check(base.unit, text)
    if not checked.ok:
        print_check(checked, text)
        raise CommandError(
            "command.mistakes", "The spec has mistakes; nothing was decided.", "Correct it.", ExitCode.FINDING
        )
    return record_edit(client, base, text)


def record_edit(client: "Client", base: ReviewedText, text: str) -> "Act":
    """Send the edit as a decision."""
    return client.reviews.decide(base.unit, build_decision("edit", spec=text), base.revision)


def print_check(checked: "CheckResult", text: str) -> None:
    """Print the mistakes below their lines, or the verdict of a text without mistakes."""
    if checked.ok:
        print(f"verdict: {checked.verdict}")
        for sentence in filter(None, (*checked.obligations, checked.difference)):
            print(f"  {sentence}")
        return
    lines = text.split("\n")
    for mistake in checked.mistakes[:MAX_SHOWN]:
        if mistake.line <= len(lines):
            print(f"{mistake.line:>5}  {escape_text(lines[mistake.line - 1])}")
            print(f"{'':>5}  {' ' * (mistake.column - 1)}^")
        hint = f" ({mistake.hint})" if mistake.hint else ""
        print(f"line {mistake.line}, column {mistake.column}: {mistake.sentence}{hint}")
    if len(checked.mistakes) > MAX_SHOWN:
        print(f"and {len(checked.mistakes) - MAX_SHOWN} more")


def _edit_until_valid(client: "Client", base: ReviewedText, path: Path) -> str | None:
    """Return the edited text once it is valid; None if the user gives up."""
    while True:
        open_editor(path)
        if path.read_bytes() == base.text.encode():
            path.unlink()
            print("You changed nothing.")
            return None
        text = _valid_text(client, base, path)
        if text is not None:
            return text
        if choose("Edit it again?", "yn", "n") == "n":
            print(f"Nothing was decided. Your text is kept in {path}.")
            return None


def _valid_text(client: "Client", base: ReviewedText, path: Path) -> str | None:
    """Return the text of a file if it can be recorded; otherwise print its mistakes."""
    try:
        text = read_text(path)
    except CommandError as error:
        print(f"{error} {error.hint}")
        return None
    checked = client.reviews.check(base.unit, text)
    print_check(checked, text)
    if _is_accepted(checked):
        return text
    return None


def _is_accepted(checked: "CheckResult") -> bool:
    if not checked.ok:
        return False
    return checked.verdict == "proved" or choose("It is not proved. Keep this text?", "yn", "n") == "y"


def _merge_with_current(error: "StaleError", base: ReviewedText, text: str, path: Path) -> ReviewedText:
    """Write both texts merged into the file, after somebody else changed the unit first; conflicts are marked."""
    from engine.review.text.merge3 import merge3

    current = error.problem.current
    if current is None:
        raise CommandError(
            "command.stale", f"{error.sentence} Your text is kept in {path}.", error.hint, ExitCode.CONFLICT
        )
    theirs = _current_text(current)
    merged = merge3(base.text, text, theirs.text)
    path.write_text(merged.marked, encoding="utf-8", newline="\n")
    conflicts = f" with {len(merged.conflicts)} conflicts" if merged.conflicts else ""
    print(f"{error.sentence} Your text and theirs were merged{conflicts}.")
    return theirs


def _current_text(current: object) -> ReviewedText:
    from daemon.wire import codec
    from daemon.wire.review import Review

    return reviewed_text_from_review(codec.from_json(Review, current))
