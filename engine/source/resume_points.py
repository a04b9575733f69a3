"""Where reading may start again after a statement that does not parse."""

import re

_OBJECT = (
    r"(?:TABLE|FUNCTION|PROCEDURE|VIEW|MATERIALIZED\s+VIEW|TRIGGER|TYPE|DOMAIN|SEQUENCE|SCHEMA|EXTENSION|AGGREGATE"
    r"|(?:UNIQUE\s+)?INDEX|POLICY|RULE|CONSTRAINT\s+TRIGGER|EVENT\s+TRIGGER|FOREIGN\s+TABLE)"
)
_CREATE = r"CREATE\s+(?:OR\s+REPLACE\s+)?"
# Only at the very start of a line, and only what no clause of another statement begins with.
_STATEMENT = re.compile(
    rf"^(?:{_CREATE}{_OBJECT}|(?:ALTER|DROP)\s+{_OBJECT}\s+\S|COMMENT\s+ON|INSERT\s+INTO|DO\s+\$|COPY\s+\S+)\b",
    re.IGNORECASE | re.MULTILINE,
)
_CREATED = re.compile(rf"^{_CREATE}{_OBJECT}\b", re.IGNORECASE | re.MULTILINE)
_ROUTINE = re.compile(rf"^{_CREATE}(?:FUNCTION|PROCEDURE)\b", re.IGNORECASE | re.MULTILINE)
FIRST_WORDS = frozenset({"create", "alter", "drop", "comment", "insert", "do", "copy"})


def can_resume_at(text: str, at: int) -> bool:
    """Whether a statement surely begins here."""
    return (at == 0 or text[at - 1] in "\r\n") and _STATEMENT.match(text, at) is not None


def resume_after(text: str, at: int) -> int:
    """The first place after this line where a statement surely begins; the end of the text if there is none."""
    line_end = text.find("\n", at)
    found = _STATEMENT.search(text, line_end + 1) if line_end >= 0 else None
    return found.start() if found else len(text)


def resume_inside(text: str, start: int, end: int) -> int | None:
    """A statement that a literal seems to have swallowed because a quote is missing somewhere before."""
    pattern = _ROUTINE if text[start] == "$" else _CREATED
    found = pattern.search(text, start + 1, end)
    return found.start() if found else None
