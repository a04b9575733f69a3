"""Texts that PostgreSQL's lexer must not see: it stops at a NUL, and it takes hours for some comments."""

import re

from engine.fault import Fault

# PostgreSQL's lexer reads a run of operator characters again from each `/*` in it: 0.1 s at this sum of products.
MAX_REREAD = 50_000_000
_OPENINGS = re.compile(r"[~!@#^&|`?+\-*/%<>=]{200,}")
_SURROGATE = re.compile("[\ud800-\udfff]")


def unreadable_text(text: str) -> Fault | None:
    """Return why PostgreSQL's lexer must not read a text, with the place; None if it may."""
    if (position := text.find("\0")) >= 0:
        hint = "SQL cannot contain one: remove it, or exclude the file."
        return Fault("source.nul", "the text holds a NUL character", hint, position)
    if not text.isascii() and (found := _SURROGATE.search(text)):
        sentence = f"the text holds half of a character (U+{ord(found.group()):04X})"
        return Fault("source.surrogate", sentence, "Save the file as UTF-8.", found.start())
    return _endless_comment(text)


def _endless_comment(text: str) -> Fault | None:
    reread = 0
    for run in _OPENINGS.finditer(text):
        openings = run.group().count("/*")
        reread += openings * len(run.group())
        if reread > MAX_REREAD:
            sentence = f"{openings} comments are opened one right after the other"
            return Fault("source.comments", sentence, "Remove them, or exclude the file.", run.start())
    return None
