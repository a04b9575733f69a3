"""String literals as typed placeholders, so that data in SQL does not leave the machine: `'paid'` becomes `'<text 1>'`.

Equal literals get equal placeholders, so that a reader still sees what is compared with what. The body of a routine is
code and is entered; any other dollar-quoted text is a literal.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.source.text.lexemes import lexemes

_QUOTED = frozenset({"string", "escaped", "dollar"})
_FORMS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "date": re.compile(r"\d{4}-\d\d-\d\d([ T][\d:.+-]+Z?)?"),
        "number": re.compile(r"[+-]?\d+(\.\d+)?"),
        "uuid": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE),
        "address": re.compile(r"[^@\s]+@[^@\s]+\.\w+"),
        "link": re.compile(r"\w+://\S+"),
        "json": re.compile(r"[\[{].*[\]}]", re.DOTALL),
        "format": re.compile(r"[^%]*(%[%sIL\d$].*)+", re.DOTALL),
    }
)
_DOLLAR = re.compile(r"\$\w*\$")
_BEFORE_BODY = frozenset({"as", "do"})


@dataclass(frozen=True, slots=True)
class HiddenText:
    """A text without its literals, and the literal of each placeholder as it was written."""

    text: str
    literals: Mapping[str, str]

    def restore(self, text: str) -> str:
        """Return a text with the literals of the placeholders that it uses."""
        for placeholder, literal in self.literals.items():
            text = text.replace(placeholder, literal)
        return text


def hide_literals(sql: str) -> HiddenText:
    """Return the SQL of a unit with placeholders for its string literals."""
    names: dict[str, str] = {}
    hidden = "".join(_hidden(sql, names))
    return HiddenText(hidden, MappingProxyType({placeholder: literal for literal, placeholder in names.items()}))


def _hidden(sql: str, names: dict[str, str]) -> Iterator[str]:
    """Yield the pieces of a text; `names` collects the placeholder of each literal."""
    done, before = 0, ""
    for lexeme in lexemes(sql, 0):
        written = sql[lexeme.start : lexeme.end]
        if lexeme.kind in _QUOTED:
            yield sql[done : lexeme.start]
            yield from _quoted(written, before, names)
            done = lexeme.end
        before = written.lower()
    yield sql[done:]


def _quoted(written: str, before: str, names: dict[str, str]) -> Iterator[str]:
    """Yield the body of a routine without its literals, or the placeholder of a literal."""
    mark = _DOLLAR.match(written)
    if mark and before in _BEFORE_BODY:
        delimiter = mark.group()
        yield delimiter
        yield from _hidden(written[len(delimiter) : -len(delimiter)], names)
        yield delimiter
    else:
        lines = "\n" * written.count("\n")  # so that every later line keeps its number
        yield names.setdefault(written, f"'<{_form(written)} {len(names) + 1}>{lines}'")


def _form(written: str) -> str:
    """Return the word for what a literal looks like."""
    mark = _DOLLAR.match(written)
    value = written[len(mark.group()) : -len(mark.group())] if mark else written[written.index("'") + 1 : -1]
    return next((form for form, pattern in _FORMS.items() if pattern.fullmatch(value)), "text")
