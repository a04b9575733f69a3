"""A typed parameter of a pattern, and the values that a caller gives for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any

from engine.patterns.library.library_error import LibraryError

_NAME = r'(?:[a-z_][a-z0-9_$]*|"[^"\0]+")'
FORMS: Mapping[str, tuple[str, str]] = {
    "name": (rf"{_NAME}(?:\.{_NAME})*", "an identifier, with its schema if it has one"),
    "title": (r"[A-Z][A-Za-z0-9]*", "a title such as Order"),
    "type": (r"[A-Za-z_][\w .,()\[\]\"]*", "a type such as numeric(12,2)"),
    "integer": (r"-?\d+", "an integer"),
    "boolean": (r"true|false", "true or false"),
    "word": (r"[A-Za-z][\w -]*", "a word of letters, digits, blanks, - and _"),
    "text": (r"[^\0]*", "a text"),
    "sql": (r"[^\0;]+", "an SQL expression without `;`"),
}
"""What each type of parameter accepts, and how to describe that to a person."""


@dataclass(frozen=True, slots=True)
class PatternParameter:
    """A parameter; without a default it must be given."""

    name: str
    type: str
    default: str | None = None
    description: str = ""

    @property
    def is_required(self) -> bool:
        return self.default is None

    def to_json(self) -> dict[str, Any]:
        """Return the parameter as plain values."""
        return asdict(self)


def bind_parameters(pattern: str, parameters: Sequence[PatternParameter], given: Mapping[str, str]) -> dict[str, str]:
    """Return a value for every parameter; raise LibraryError for one that is unknown, missing or of another type."""
    known = {each.name: each for each in parameters}
    for name in given:
        if name not in known:
            raise _unknown(pattern, name, tuple(known))
    return {name: _checked(pattern, each, given.get(name, each.default)) for name, each in known.items()}


def _unknown(pattern: str, name: str, known: Sequence[str]) -> LibraryError:
    close = get_close_matches(name, known, 1)
    hint = f"Did you mean {close[0]}?" if close else f"Its parameters are {', '.join(known) or 'none'}."
    return LibraryError("unknown_parameter", f"{pattern} does not have a parameter {name!r}.", hint)


def _checked(pattern: str, parameter: PatternParameter, value: str | None) -> str:
    if value is None:
        raise LibraryError(
            "missing_parameter",
            f"{pattern} needs a value for {parameter.name}.",
            f"Give {parameter.name}=VALUE: {parameter.description or FORMS[parameter.type][1]}.",
        )
    form, sentence = FORMS[parameter.type]
    if re.fullmatch(form, value) is None:
        raise LibraryError("parameter_value", f"{parameter.name}={value!r} is not {sentence}.", "Correct the value.")
    return value
