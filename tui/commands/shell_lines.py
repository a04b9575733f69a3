"""The shell command that does the same as an action. A word in braces is filled in by the screen."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

ShellValues: TypeAlias = Mapping[str, str | Sequence[str]]
"""What a screen is about, by name: one word or several."""


def fill_shell_line(line: str, values: ShellValues, options: Sequence[str] = ()) -> str:
    """Return a command, quoted for a shell, with the options that reach the same daemon; empty for an empty line.

    A value that the screen does not know stays as a name in capitals. An option without a value is left out, and so is
    an empty list.
    """
    if not line:
        return ""
    return " ".join([*_filled(line.split(), values), *map(shlex.quote, options)])


def _filled(parts: Sequence[str], values: ShellValues) -> Iterator[str]:
    for before, part in zip(("", *parts), parts, strict=False):
        name = part.strip("{}")
        if part.startswith("--") or name == part:
            if not _is_left_out(part, parts, values):
                yield part
        elif values.get(name):
            yield _quoted(values[name])
        elif values.get(name) != () and not before.startswith("--"):
            yield name.upper()


def _is_left_out(part: str, parts: Sequence[str], values: ShellValues) -> bool:
    """Return whether this is an option without a value."""
    value = "".join(parts[parts.index(part) + 1 :][:1]) if part.startswith("--") else part
    return value.startswith("{") and not values.get(value.strip("{}"))


def _quoted(value: str | Sequence[str]) -> str:
    return shlex.quote(value) if isinstance(value, str) else shlex.join(value)
