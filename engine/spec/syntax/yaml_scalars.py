"""Write a text as a YAML scalar that every YAML tool reads back unchanged."""

from __future__ import annotations

import re

from engine.spec.spec_error import SpecError

_WORDS = "null|true|false|yes|no|on|off|y|n|~|=|<<"
_WHOLE = r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*)"
_FLOAT = r"[-+]?(?:[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|(?:[0-9][0-9_]*)?\.[0-9._]*|[0-9]+)(?:e[-+]?[0-9]+)?"
_SPECIAL_FLOAT = r"[-+]?\.(?:inf|nan)"
_DAY = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
_TIME = r"(?:(?:t|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?)?"
_RESOLVED = rf"(?:{_WORDS}|{_WHOLE}|{_FLOAT}|{_SPECIAL_FLOAT}|{_DAY}{_TIME}|---|\.\.\.)"
_KEPT = r"(?-i:true|false|0|[1-9][0-9]*)"
"""What YAML resolves to exactly the text that was written; it may stay plain."""

_ESCAPED = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
"""Characters that need an escape: YAML refuses them, or reads them as line ends."""

_NOT_FIRST = r"""\-?:,\[\]{}#&*!|>'"%@`"""


def _plain(outside: str) -> re.Pattern[str]:
    first = rf"[^{_NOT_FIRST}\s{outside}{_ESCAPED}]"
    inner = rf"[^:#\n\t{outside}{_ESCAPED}]*"
    whole = rf"(?={first}){inner}(?:(?::(?=[^ ])|(?<! )#){inner})*(?<! )"
    return re.compile(rf"(?!{_RESOLVED}\Z){whole}\Z|{_KEPT}\Z", re.IGNORECASE | re.ASCII)


_PLAIN = _plain("")
_PLAIN_IN_FLOW = _plain(r",\[\]{}?")
_ONE_LINE = re.compile(rf"[^\n{_ESCAPED}]*\Z")
_NO_BLOCK = re.compile(rf"[{_ESCAPED}]|[ \t](?:\n|\Z)|\n\n\Z|\A\n*\Z")
_TO_ESCAPE = re.compile(rf"[\n\t\"\\{_ESCAPED}]")
_BRACKET_OR_QUOTE = re.compile("""[()'"]""")
_LITERAL = re.compile("""'[^']*'|"[^"]*\"""")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT = {
    "\0": "\\0", "\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\",
    "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Whether every YAML tool reads the text unchanged without quotes."""
    if flow:
        return _PLAIN_IN_FLOW.match(text) is not None and not is_cut(text)
    return _PLAIN.match(text) is not None


def is_cut(text: str) -> bool:
    """Whether the text looks like a piece of a text that a comma inside brackets split: `f(a` of `[f(a, b)]`."""
    if not _BRACKET_OR_QUOTE.search(text):
        return False
    rest = _LITERAL.sub("", text)
    return "'" in rest or '"' in rest or rest.count("(") != rest.count(")")


def one_line(text: str, *, flow: bool = False) -> str | None:
    """Return the text as a scalar on one line without escapes, or None if there is none."""
    if is_plain(text, flow=flow):
        return text
    if not _ONE_LINE.match(text):
        return None
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" in text:
        return None
    return f"'{text}'"


def block_header(text: str) -> str | None:
    """Return the header of the text as a block scalar, or None if a block would lose some of it."""
    if _NO_BLOCK.search(text):
        return None
    indicator = "2" if text.lstrip("\n")[0] in " \t" else ""
    if text.endswith("\n"):
        return f"|{indicator}"
    return f"|{indicator}-"


def double_quoted(text: str) -> str:
    """Return the text in double quotes, with escapes."""
    if _SURROGATE.search(text):
        raise SpecError("surrogate", "A text holds half of a surrogate pair, which no file can hold.", hint="decode it")
    return '"' + _TO_ESCAPE.sub(_escape, text) + '"'


def scalar_text(text: str, *, flow: bool = False) -> str:
    """Return the text as the writer would put it after its key; of a block, only the header."""
    return one_line(text, flow=flow) or (None if flow else block_header(text)) or double_quoted(text)


def key_text(text: str, *, flow: bool = False) -> str:
    """Return the text as a key of a mapping, always on one line."""
    return one_line(text, flow=flow) or double_quoted(text)


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    short = _SHORT.get(character)
    if short is not None:
        return short
    if ord(character) < 256:
        return f"\\x{ord(character):02x}"
    return f"\\u{ord(character):04x}"
