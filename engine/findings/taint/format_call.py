"""The text that `format(…)` builds."""

import re
from collections.abc import Iterator, Sequence

from engine.findings.taint.text_pieces import SAFE, Constant, Piece, Quoting, Value, requoted

_SPECIFIER = re.compile(r"%(?:%|(?:(\d+)\$)?(?:-?\d+|-?\*(?:\d+\$)?)?([sIL]))")
_QUOTING = {"I": Quoting.NAME, "L": Quoting.LITERAL}


def format_value(template: str, arguments: Sequence[Value]) -> Value:
    """A template with its arguments, quoted as `%I` and `%L` say."""
    return tuple(_pieces(template, arguments))


def _pieces(template: str, arguments: Sequence[Value]) -> Iterator[Piece]:
    at = following = 0
    for found in _SPECIFIER.finditer(template):
        yield from _constant(template[at : found.start()])
        at = found.end()
        if found.group(2) is None:
            yield Constant("%")
            continue
        index = int(found.group(1)) - 1 if found.group(1) else following
        following = index + 1
        value = arguments[index] if 0 <= index < len(arguments) else SAFE
        quoting = _QUOTING.get(found.group(2))
        yield from requoted(value, quoting) if quoting else value or SAFE
    yield from _constant(template[at:])


def _constant(text: str) -> Iterator[Piece]:
    if text:
        yield Constant(text)
