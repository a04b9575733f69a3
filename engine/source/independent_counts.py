"""Count the statements of a body and the routines of a file, independently of the parser.

It works on tokens alone and shares no code with the parser of bodies, the lift or the splitting of files, so it
shows what they lose. A statement is every executable one, at any depth: IF, CASE, a loop and a nested block count
once each beside the statements inside them; `NULL;` counts; the outermost block, declarations, labels, branches
(ELSIF, WHEN, ELSE, EXCEPTION) do not. A LANGUAGE sql body is divided by its semicolons.
"""

import re
from collections.abc import Sequence

from pglast.parser import ParseError

from engine.source.parse_statement import actual_position
from engine.source.routine_body import RoutineBody
from engine.source.text.scanned_text import scan_text

_COMMENTS = frozenset({"SQL_COMMENT", "C_COMMENT"})
_COMPOUND = {"if": "then", "case": "when", "while": "loop", "for": "loop", "foreach": "loop"}
_BRANCHES = {"elsif": "then", "elseif": "then", "when": "then"}
_ROUTINES = frozenset({"function", "procedure"})
MAX_BLINDED = 20
_ROWS = re.compile(
    r"^\s*(?:COPY|\\copy)\b[^;\n]*\bFROM\s+STDIN\b[^\n]*\n(?:[^\n]*\n)*?\\\.[ \t\r]*$", re.IGNORECASE | re.MULTILINE
)
_COMMAND = re.compile(r"^[ \t]*\\[^\n]*|\\g(?:set|exec|x|desc)?\b[^\n]*$", re.MULTILINE)


def count_statements(body: RoutineBody, language: str) -> int | None:
    """Return how many statements a body has; None if its tokens cannot be read or its language has no statements."""
    try:
        words = _words(body.text)
    except ParseError:
        return None
    if language == "plpgsql":
        return _count_blocks(words)
    if language != "sql":
        return None
    if body.form == "return":
        return 1
    return _count_divided(words, atomic=body.form == "atomic")


def _words(text: str) -> list[str]:
    """Return the tokens of a text in lower case; quoted ones unchanged, so that none looks like a keyword."""
    scanned = scan_text(text)
    if text.isascii():  # every character keeps its place
        text = text.lower()
        return [text[start : last + 1] for start, last, name, _ in scanned if name not in _COMMENTS]
    return [text[start : last + 1].lower() for start, last, name, _ in scanned if name not in _COMMENTS]


def _count_divided(words: Sequence[str], *, atomic: bool) -> int:
    inner = words[2:-1] if atomic else words
    count, depth, pending = 0, 0, False
    for word in inner:
        if word == ";" and not depth:
            count, pending = count + pending, False
            continue
        depth += (word == "(") - (word == ")")
        pending = True
    return count + pending


def _count_blocks(words: Sequence[str]) -> int:
    """Walk from one start of a statement to the next."""
    count, at, blocks = 0, 0, 0
    while at < len(words):
        word = words[at]
        if word == "<<":
            at = _past(words, at, ">>")
        elif word == "#":
            at += 3
        elif word == "declare":
            at = _past(words, at, "begin", inside=True)
        elif word == "begin":
            count, blocks, at = count + (blocks > 0), blocks + 1, at + 1
        elif word == "exception" and words[at + 1 : at + 2] == ["when"]:
            at += 1
        elif word in {"loop", "else", ";"}:
            count, at = count + (word == "loop"), at + 1
        elif word == "end":
            at = _past(words, at, ";")
        elif word in _BRANCHES:
            at = _past(words, at, _BRANCHES[word])
        else:
            count += 1
            stop = _COMPOUND.get(word, ";")
            at = _past(words, at + 1, stop, inside=stop == "when")
    return count


def _past(words: Sequence[str], at: int, stop: str, *, inside: bool = False) -> int:
    """Return the index after the next such word outside parentheses and CASE expressions, or of that word."""
    depth = cases = 0
    while at < len(words):
        word = words[at]
        if word == stop and not depth and not cases:
            if inside:
                return at
            return at + 1
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        elif word == "case" and stop in {"then", "when", "loop"}:
            cases += 1
        elif word == "end" and cases:
            cases -= 1
        at += 1
    return at


def count_routines(text: str) -> int | None:
    """Return how many statements of a file create a routine; None if the lexer cannot read it."""
    text = _COMMAND.sub(lambda found: _blind(found.group()), _ROWS.sub(lambda found: _blind(found.group()), text))
    for _ in range(MAX_BLINDED):
        try:
            return _creations(_words(text))
        except ParseError as error:
            if len(error.args) < 2 or not isinstance(error.args[1], int):
                return None
            at = actual_position(text, error.args[1], str(error.args[0]))
            text = text[:at] + "?" + text[at + 1 :]
    return None


def _blind(text: str) -> str:
    """Replace what psql itself reads by a semicolon and blanks of the same length."""
    return ";" + " " * (len(text) - 1)


def _creations(words: Sequence[str]) -> int:
    count = 0
    for at, word in enumerate(words):
        if word == "create" and (at == 0 or words[at - 1] == ";"):
            object_at = at + 3 if words[at + 1 : at + 3] == ["or", "replace"] else at + 1
            count += object_at < len(words) and words[object_at] in _ROUTINES
    return count
