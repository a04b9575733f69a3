"""SQL text as the spec holds it: its literals, its margin, and the comment that may end its last line."""

import re

from pglast.parser import ParseError, scan

from engine.lower.clauses import keyword

INDENT = "    "
WIDTH = 100

_LITERALS = frozenset({"SCONST", "USCONST", "BCONST", "XCONST", "IDENT", "UIDENT"})
_LINE_END = re.compile(r"[\r\n]")
_OTHER_QUOTES = re.compile(r"[\"$\\\r]|--|/\*")
_MAY_OPEN_LITERAL = re.compile(r"['\"$]")


def literal_lines(text: str) -> frozenset[int]:
    """Return the numbers of the lines that begin inside a literal or a quoted name, whose blanks are data."""
    if not _MAY_OPEN_LITERAL.search(text) or _has_short_literals(text):
        return frozenset()
    try:
        tokens = scan(text)
    except ParseError:
        return frozenset(range(1, text.count("\n") + 1))  # nothing is moved in a text that the lexer refuses
    lines: set[int] = set()
    for token in tokens:
        breaks = text.count("\n", token.start, token.end + 1)
        if breaks and token.name in _LITERALS:
            first = text.count("\n", 0, token.start) + 1
            lines.update(range(first, first + breaks))
    return frozenset(lines)


def _has_short_literals(text: str) -> bool:
    """Return whether each literal surely ends on its line: where only plain quotes occur, their number says so."""
    return not _OTHER_QUOTES.search(text) and not any(line.count("'") % 2 for line in text.split("\n"))


def indent_text(text: str, margin: str) -> str:
    """Return the text with a margin before each line, except those that begin inside a literal."""
    if "\n" not in text:
        return margin + text
    fixed = literal_lines(text)
    lines = enumerate(text.split("\n"))
    return "\n".join(keyword(margin, line and number not in fixed) + line for number, line in lines)


def close_comment(text: str) -> str:
    """Return the text so that more can follow: with a line break if its last line ends in a `--` comment."""
    if "--" not in text:
        return text
    last_line = _LINE_END.split(text)[-1]
    if "--" not in last_line:
        return text
    if not _ends_in_comment(text):
        return text
    return f"{text}\n"


def _ends_in_comment(text: str) -> bool:
    try:
        tokens = scan(text)
    except ParseError:
        return True
    return bool(tokens) and tokens[-1].name == "SQL_COMMENT"


def has_comma(text: str) -> bool:
    """Return whether a text of literals is a list of several."""
    if "," not in text:
        return False
    try:
        return any(token.name == "ASCII_44" for token in scan(text))
    except ParseError:
        return False


def append_sql(text: str, more: str) -> str:
    """Return the text with more after it: on the same line, unless a comment ends it."""
    joint = close_comment(text)
    if joint == text:
        return f"{text} {more}"
    return f"{joint}{more}"


def comma_separated(texts: tuple[str, ...]) -> str:
    """Return texts with commas between them."""
    return ", ".join(close_comment(text) for text in texts)


def spread_list(head: str, texts: tuple[str, ...], tail: str) -> str:
    """Return `head a, b tail` on one line if that is short, else one text a line."""
    line = f"{head}{comma_separated(texts)}{tail}"
    if len(line) <= WIDTH and "\n" not in line:
        return line
    separated = ",\n".join(indent_text(close_comment(text), INDENT) for text in texts)
    return f"{head.rstrip(' ')}\n{separated}\n{tail}".rstrip("\n")


def argument_list(texts: tuple[str, ...]) -> str:
    """Return texts in parentheses with commas between them; nothing if there are none."""
    if not texts:
        return ""
    return in_parentheses(comma_separated(texts))


def in_parentheses(text: str) -> str:
    """Return a text in parentheses."""
    return f"({close_comment(text)})"
