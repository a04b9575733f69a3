"""Escape untrusted text for the terminal.

SQL, specs, names and comments can contain anything: a sequence that clears the screen or fills the clipboard,
characters that reverse the text direction, or a line feed that starts a fake line of output.
"""


def escape_line(text: str) -> str:
    """Return the text on one line, with control characters escaped."""
    if text.isprintable():
        return text
    return "".join(map(_escaped, " ".join(text.splitlines())))


def escape_text(text: str) -> str:
    """Return the text with its lines and tabs, and other control characters escaped."""
    return "\n".join("\t".join(map(escape_line, line.split("\t"))) for line in text.split("\n"))


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    return char.encode("unicode_escape").decode()
