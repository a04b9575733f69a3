"""Text as SQL literals."""

import re

_ESCAPED = re.compile(r"[\x01-\x08\x0b-\x1f\x7f]")


def quote_literal(text: str) -> str:
    """Return a text as a literal: in plain quotes, or in E'' if it has control characters that a file might lose."""
    doubled = text.replace("'", "''")
    if not _ESCAPED.search(text):
        return f"'{doubled}'"
    escaped = _ESCAPED.sub(lambda found: f"\\x{ord(found[0]):02x}", doubled.replace("\\", "\\\\"))
    return f"E'{escaped}'"


def dollar_quote(body: str) -> str:
    """Return a body between dollar tags that do not occur in it."""
    tag = "$$"
    number = 0
    while tag in body or (tag == "$$" and body.endswith("$")):
        number += 1
        tag = "$body$" if number == 1 else f"$body{number}$"
    return f"{tag}{body}{tag}"
