"""Numbers of hunks as people type them: 1,4."""

from specdeck.errors import CommandError


def parse_numbers(text: str) -> tuple[int, ...] | None:
    """Return numbers separated by commas or blanks; None for an empty text, which means all."""
    numbers = text.replace(",", " ").split()
    if not all(number.isascii() and number.isdigit() for number in numbers):
        raise CommandError("command.bad_numbers", f"{text!r} is not a list of numbers.", "Write it as 1,4.")
    return tuple(map(int, numbers)) or None
