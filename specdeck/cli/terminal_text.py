"""Text that others wrote, as a terminal shows it: what it would obey instead is spelled out.

SQL, specs, names and comments may hold anything: a sequence that clears the screen or fills the clipboard, letters
that turn the line round, a line feed that begins what looks like a line of ours.
"""


def escape_line(text: str) -> str:
    """The text on one line."""
    return text if text.isprintable() else "".join(_shown(char) for char in " ".join(text.splitlines()))


def escape_text(text: str) -> str:
    """The text with the lines that it has; tabs stay as well."""
    return "\n".join("\t".join(map(escape_line, line.split("\t"))) for line in text.split("\n"))


def _shown(char: str) -> str:
    return char if char.isprintable() else char.encode("unicode_escape").decode()
