"""Find where reading can resume after a statement that does not parse."""

import re

_OBJECT = (
    r"(?:TABLE|FUNCTION|PROCEDURE|VIEW|MATERIALIZED\s+VIEW|TRIGGER|TYPE|DOMAIN|SEQUENCE|SCHEMA|EXTENSION|AGGREGATE"
    r"|(?:UNIQUE\s+)?INDEX|POLICY|RULE|CONSTRAINT\s+TRIGGER|EVENT\s+TRIGGER|FOREIGN\s+TABLE)"
)
_CREATE = r"CREATE\s+(?:OR\s+REPLACE\s+)?"
# Only at the start of a line, and only words that cannot begin a clause of another statement.
_STATEMENT = re.compile(
    rf"^(?:{_CREATE}{_OBJECT}|(?:ALTER|DROP)\s+{_OBJECT}\s+\S|COMMENT\s+ON|INSERT\s+INTO|DO\s+\$|COPY\s+\S+)\b",
    re.IGNORECASE | re.MULTILINE,
)
_CREATED = re.compile(rf"^{_CREATE}{_OBJECT}\b", re.IGNORECASE | re.MULTILINE)
_ROUTINE = re.compile(rf"^{_CREATE}(?:FUNCTION|PROCEDURE)\b", re.IGNORECASE | re.MULTILINE)
FIRST_WORDS = frozenset({"create", "alter", "drop", "comment", "insert", "do", "copy"})


def can_resume_at(text: str, at: int) -> bool:
    """Return whether a statement certainly begins here."""
    return (at == 0 or text[at - 1] in "\r\n") and _STATEMENT.match(text, at) is not None


def resume_after(text: str, at: int) -> int:
    """Return the first position after this line where a statement certainly begins, or the end of the text."""
    line_end = text.find("\n", at)
    found = _STATEMENT.search(text, line_end + 1) if line_end >= 0 else None
    if found:
        return found.start()
    return len(text)


def resume_inside(text: str, start: int, end: int) -> int | None:
    """Return the start of a statement inside a literal, which suggests that a quote is missing before it."""
    pattern = _ROUTINE if text[start] == "$" else _CREATED
    found = pattern.search(text, start + 1, end)
    if not found:
        return None
    return found.start()
