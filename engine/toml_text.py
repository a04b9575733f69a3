"""Read TOML that a stranger may have written: every mistake is one kind of error."""

import tomllib
from typing import Any

MAX_INTEGER = 2**63  # what TOML asks for; Python would read numbers that it then refuses to print


class TomlTextError(ValueError):
    """A text is not TOML, or is nested too deeply, or holds a number that nobody needs."""


def read_toml(text: str) -> dict[str, Any]:
    """Return the tables of a text; raise TomlTextError if it cannot be used."""
    try:
        found = tomllib.loads(text)
    except RecursionError as error:
        raise TomlTextError("it is nested too deeply") from error
    except ValueError as error:  # TOMLDecodeError is one, and so is a number of too many digits
        raise TomlTextError(str(error)) from error
    _check_numbers(found)
    return found


def _check_numbers(found: object) -> None:
    due = [found]
    while due:
        value = due.pop()
        if isinstance(value, dict):
            due += value.values()
        elif isinstance(value, list):
            due += value
        elif isinstance(value, int) and abs(value) >= MAX_INTEGER:
            raise TomlTextError("it holds an integer of more than 64 bits")
