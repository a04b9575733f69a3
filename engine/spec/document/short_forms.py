"""The short form of a parameter, column or variable: `[word ]TYPE[ = default][!]`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from engine.spec.document.action import Param, ResultColumn
from engine.spec.document.declarations import CursorParam, Declaration, VariableDeclaration

Attribute = tuple[str, object]
"""An attribute and the value that a word means."""

_UNNAMED = re.compile(r"\$[0-9]+")


@dataclass(frozen=True, slots=True)
class ShortForm:
    """How one shape is written in short; `bang` is the attribute of a final `!`."""

    made: type
    words: Mapping[str, Attribute] = field(default_factory=dict)
    bang: Attribute | None = None

    def text(self, value: Any) -> str | None:  # noqa: ANN401  a value of any shape
        """Return the short form of a value, or None if that would lose or change something."""
        if type(value) is not self.made:
            return None
        parts = [word for word, (name, said) in self.words.items() if getattr(value, name) == said]
        parts.append(value.type)
        default = getattr(value, "default", None)
        parts += [] if default is None else ["=", default]
        bang = "!" if self.bang and getattr(value, self.bang[0]) == self.bang[1] else ""
        text = " ".join(parts) + bang
        if self.value(value.name, text) == value:
            return text
        return None

    def value(self, name: str | None, text: str) -> Any:  # noqa: ANN401  a value of any shape
        """Return the value of a short form."""
        values: dict[str, object] = {"name": name}
        if self.bang and text.endswith("!"):
            values[self.bang[0]], text = self.bang[1], text[:-1]
        word, _, rest = text.partition(" ")
        if word in self.words:
            attribute, said = self.words[word]
            values[attribute], text = said, rest
        values["type"], found, default = text.partition(" = ")
        return self.made(**values, **({"default": default} if found else {}))


_VARIABLE: Final = ShortForm(VariableDeclaration, {"constant": ("constant", True)}, ("not_null", True))
SHORT_FORMS: Final[Mapping[type, ShortForm]] = {
    Param: ShortForm(Param, {mode: ("mode", mode) for mode in ("out", "inout", "variadic")}),
    ResultColumn: ShortForm(ResultColumn),
    CursorParam: ShortForm(CursorParam),
    Declaration: _VARIABLE,
}
"""The short form of each shape or family that is written by name."""


def keys_of(values: Iterable[Any]) -> list[str] | None:
    """Return the key of each value: its name, or `$n` for the nth without one; None if a key would not be clear."""
    keys: list[str] = []
    for number, value in enumerate(values, 1):
        if value.name is not None and _UNNAMED.fullmatch(value.name):
            return None
        keys.append(f"${number}" if value.name is None else value.name)
    if len(set(keys)) == len(keys):
        return keys
    return None


def name_from_key(key: str) -> str | None:
    """Return the name that a key means; None for `$n`."""
    if _UNNAMED.fullmatch(key):
        return None
    return key
