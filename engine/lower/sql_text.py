"""SQL text as the spec holds it: where its literals lie, and whether more may follow on its last line."""

import re

from pglast.parser import ParseError, scan

INDENT = "    "
WIDTH = 100

_LITERALS = frozenset({"SCONST", "USCONST", "BCONST", "XCONST", "IDENT", "UIDENT"})
_LINE_END = re.compile(r"[\r\n]")
_MAY_OPEN_LITERAL = re.compile(r"['\"$]")


def literal_lines(text: str) -> frozenset[int]:
    """The numbers of the lines that begin inside a literal or a quoted name: their blanks are data."""
    if not _MAY_OPEN_LITERAL.search(text):
        return frozenset()
    try:
        tokens = scan(text)
    except ParseError:
        return frozenset(range(1, text.count("\n") + 1))  # what the lexer refuses is not ours to move
    lines: set[int] = set()
    for token in tokens:
        breaks = text.count("\n", token.start, token.end + 1)
        if breaks and token.name in _LITERALS:
            first = text.count("\n", 0, token.start) + 1
            lines.update(range(first, first + breaks))
    return frozenset(lines)


def indent_text(text: str, margin: str) -> str:
    """The text with a margin before each line, save those that begin inside a literal."""
    if "\n" not in text:
        return margin + text
    fixed = literal_lines(text)
    lines = enumerate(text.split("\n"))
    return "\n".join(line if number in fixed or not line else margin + line for number, line in lines)


def close_comment(text: str) -> str:
    """The text, with a line break after it where its last line holds a `--` comment: more may follow."""
    if "--" not in text:
        return text
    last_line = _LINE_END.split(text)[-1]
    if "--" not in last_line:
        return text
    return f"{text}\n" if _ends_in_comment(text) else text


def _ends_in_comment(text: str) -> bool:
    try:
        tokens = scan(text)
    except ParseError:
        return True
    return bool(tokens) and tokens[-1].name == "SQL_COMMENT"


def append_sql(text: str, more: str) -> str:
    """The text with more after it: on the same line, unless a comment ends that."""
    joint = close_comment(text)
    return f"{text} {more}" if joint == text else f"{joint}{more}"


def comma_separated(texts: tuple[str, ...]) -> str:
    """Texts with commas between them."""
    return ", ".join(close_comment(text) for text in texts)


def spread_list(head: str, texts: tuple[str, ...], tail: str) -> str:
    """`head a, b tail` on one line where that is short, else a text a line between head and tail."""
    line = f"{head}{comma_separated(texts)}{tail}"
    if len(line) <= WIDTH and "\n" not in line:
        return line
    separated = ",\n".join(indent_text(close_comment(text), INDENT) for text in texts)
    return f"{head.rstrip(' ')}\n{separated}\n{tail}".rstrip("\n")


def in_parentheses(text: str) -> str:
    """A text in parentheses."""
    return f"({close_comment(text)})"
