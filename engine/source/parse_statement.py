"""Parse one statement with PostgreSQL's parser, within limits that the parser itself does not set."""

import re

from pglast import ast, parse_sql
from pglast.parser import ParseError, fingerprint, scan

from engine.fault import EngineError, Fault
from engine.source.text.unreadable_text import unreadable_text

# A chain such as `a + a + …` nests as deeply as it is long; building the tree of one of 20,000 kills the process.
MAX_CHAIN = 5_000
# Building a tree costs about 50 times the parse, and nothing reads the tree of a data load.
MAX_DATA_LENGTH = 200_000
_DATA = re.compile(r"\s*(?:INSERT|SELECT|VALUES|WITH)\b", re.IGNORECASE)
_NEAR = re.compile(r'at or near "(.*)"\Z', re.DOTALL)
_OPENING, _CLOSING, _PARTING = {"(", "["}, {")", "]"}, {",", ";"}


class UnparsedError(EngineError):
    """PostgreSQL's parser rejected a text; `position` is the offset of a character."""

    def __init__(self, code: str, sentence: str, position: int, hint: str) -> None:
        super().__init__(Fault(f"source.{code}", sentence, hint, position))
        self.position = position


def parse_statement(text: str) -> ast.Node | None:
    """Return the tree of the statement in a text; None for a large data load, which nobody needs as a tree."""
    if fault := unreadable_text(text):
        raise UnparsedError(fault.code.removeprefix("source."), fault.sentence, fault.place or 0, fault.hint)
    try:
        if len(text) > 2 * MAX_CHAIN:
            _check_chains(text)
            if len(text) > MAX_DATA_LENGTH and _DATA.match(text):
                fingerprint(text)
                return None
        found = parse_sql(text)
    except ParseError as error:
        raise _refusal(text, error) from error
    if len(found) != 1:
        raise UnparsedError("not_one", f"the text holds {len(found)} statements", 0, "Separate them with a semicolon.")
    return found[0].stmt


def _check_chains(text: str) -> None:
    """Refuse a text that may nest too deeply: the tokens since the last comma, summed over the open parentheses."""
    chains, total = [0], 0
    for start, _, _, _ in scan(text):
        mark = text[start]
        if mark in _OPENING:
            chains.append(0)
        elif mark in _CLOSING and len(chains) > 1:
            total -= chains.pop()
        elif mark in _PARTING:
            total -= chains[-1]
            chains[-1] = 0
            continue
        chains[-1] += 1
        total += 1
        if total > MAX_CHAIN:
            sentence = f"more than {MAX_CHAIN} tokens follow each other without a comma"
            raise UnparsedError("too_deep", sentence, start, "Split the expression into smaller ones.")


def _refusal(text: str, error: ParseError) -> UnparsedError:
    sentence = str(error.args[0])
    location = error.args[1] if len(error.args) > 1 else 0
    position = actual_position(text, location if isinstance(location, int) else 0, sentence)
    return UnparsedError("syntax", sentence, position, "Correct the statement; the statements after it were read.")


def actual_position(text: str, reported: int, sentence: str) -> int:
    """Return the character that an error is about.

    pglast takes the parser's character offset for a byte offset and converts it again. For a text that is not ASCII
    this undoes the conversion; the word in the message decides between neighbouring positions.
    """
    if text.isascii() or not 0 <= reported < len(text):
        return max(0, min(reported, len(text)))
    low = len(text[:reported].encode())
    candidates = range(low, low + len(text[reported].encode()))
    near = _NEAR.search(sentence)
    named = (at for at in candidates if near and text.startswith(near.group(1), at))
    return min(next(named, low), len(text))
