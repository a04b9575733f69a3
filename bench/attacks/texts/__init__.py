"""What attacks are made of, as lists in text files: `[section]`, then an entry a line; `-` stands for nothing."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def read_lists(name: str) -> dict[str, tuple[str, ...]]:
    """The sections of a file."""
    sections: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            entries = sections.setdefault(line[1:-1], [])
        elif line:
            entries.append("" if line == "-" else line)
    return {section: tuple(lines) for section, lines in sections.items()}
