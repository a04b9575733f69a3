"""The words that differ between two lines."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from tui.diff.content.diff_model import TextRange

WORD = re.compile(r"\w+|\s+|.")
MOST_CHARS = 2_000
LEAST_ALIKE = 0.4


@lru_cache(maxsize=2_000)
def find_changed_words(old: str, new: str) -> tuple[tuple[TextRange, ...], tuple[TextRange, ...]]:
    """Return the characters of each line that the other lacks; none if the lines have little in common."""
    if len(old) + len(new) > MOST_CHARS:
        return (), ()
    words = [match[0] for match in WORD.finditer(old)], [match[0] for match in WORD.finditer(new)]
    matcher = SequenceMatcher(None, *words, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return (), ()
    opcodes = [opcode for opcode in matcher.get_opcodes() if opcode[0] != "equal"]
    left = tuple(_chars(words[0], i, j) for _, i, j, _, _ in opcodes if i < j)
    right = tuple(_chars(words[1], k, m) for _, _, _, k, m in opcodes if k < m)
    return left, right


def _chars(words: list[str], first: int, last: int) -> TextRange:
    start = sum(map(len, words[:first]))
    return TextRange(start, start + sum(map(len, words[first:last])))
