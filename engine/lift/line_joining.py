"""Join the lines of SQL text where they are short: a query that fits one line is written on one.

The lines of the source are kept before a clause, beside a comment, and where joining makes a line too long. No line is
broken that the source has whole. A text with a literal of several lines is left as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

MAX_LINE = 120
MAX_GROUP = 100
"""The longest parentheses whose clauses may share a line."""

CLAUSES = frozenset(
    {
        "cross", "delete", "except", "fetch", "for", "from", "full", "group", "having", "inner", "insert", "intersect",
        "join", "left", "limit", "natural", "offset", "order", "returning", "right", "select", "set", "union",
        "update", "values", "where", "window", "with",
    }
)  # fmt: skip
_OPENING, _CLOSING = ("(", "["), (")", "]")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the source: its indentation, its text, and the length of the parentheses that it begins in.

    A line with a comment is never joined.
    """

    indentation: str
    text: str
    group: int
    has_comment: bool = False


def join_lines(text: str, spans: Sequence[tuple[int, int]]) -> str | None:
    """Return the text with its short lines joined; None if it must stay as it is. `spans` are its tokens."""
    gaps = _gaps(text, spans)
    words = [text[start:end] for start, end in spans]
    if gaps is None or any("\n" in word or word.startswith(("--", "/*")) for word in words):
        return None
    lines = list(_lines(words, gaps))
    joined = [lines[0]]
    for line in lines[1:]:
        whole = _joined(joined[-1].text, line.text)
        if len(whole) <= MAX_LINE and not _stays_apart(joined[-1], line):
            joined[-1] = _Line(joined[-1].indentation, whole, joined[-1].group)
        else:
            joined.append(line)
    return "\n".join(line.indentation + line.text for line in joined)


def _stays_apart(before: _Line, line: _Line) -> bool:
    """Whether a line begins a clause of a long text, or is beside a comment."""
    first_word = line.text.split(maxsplit=1)[0].lower()
    return before.has_comment or line.has_comment or (first_word in CLAUSES and line.group > MAX_GROUP)


def _gaps(text: str, spans: Sequence[tuple[int, int]]) -> list[str] | None:
    """Return the text before each token, blank or a comment; None if there is a comment at either end."""
    gaps, end = [], 0
    for start, stop in spans:
        if start < end:
            return None  # comments that are listed after the tokens
        gaps.append(text[end:start])
        end = stop
    is_bare = bool(gaps) and not gaps[0].strip() and not text[end:].strip()
    return gaps if is_bare else None


def _lines(words: Sequence[str], gaps: Sequence[str]) -> Iterator[_Line]:
    groups = _group_lengths(words, gaps)
    parts, indentation, group, has_comment = [words[0]], "", groups[0], False
    for word, gap, within in zip(words[1:], gaps[1:], groups[1:], strict=True):
        comment = gap.strip()
        if "\n" not in gap:
            parts.append(f"{gap}{word}" if comment else " "[: len(gap)] + word)
            has_comment |= bool(comment)
            continue
        beside, *apart, before = gap.split("\n")
        parts.append(beside.rstrip())
        yield _Line(indentation, "".join(parts), group, has_comment or bool(beside.strip()))
        yield from (_comment_line(line) for line in apart if line.strip())
        bare = before.lstrip()
        parts, indentation, group = [bare, word], before[: len(before) - len(bare)], within
        has_comment = bool(bare)
    yield _Line(indentation, "".join(parts), group, has_comment)


def _comment_line(line: str) -> _Line:
    bare = line.strip()
    return _Line(line[: line.index(bare)], bare, 0, has_comment=True)


def _group_lengths(words: Sequence[str], gaps: Sequence[str]) -> list[int]:
    """Return for each token the length of the innermost parentheses around it, or of the whole text."""
    if sum(map(len, words)) + len(words) <= MAX_GROUP:
        return [0] * len(words)  # no parentheses can be longer than that
    before = ("", *words[:-1])
    spaced = (len(word) + _space(last, gap, word) for last, gap, word in zip(before, gaps, words, strict=True))
    ends = list(accumulate(spaced))
    lengths, opened, inside = [ends[-1]] * len(words), [], []
    for index, word in enumerate(words):
        inside.append(opened[-1] if opened else -1)
        if word in _OPENING:
            opened.append(index)
        elif word in _CLOSING and opened:
            start = opened.pop()
            lengths[start] = ends[index] - ends[start]
    return [lengths[start] if start >= 0 else ends[-1] for start in inside]


def _space(before: str, gap: str, word: str) -> int:
    """Return the blanks between two tokens on one line: none inside parentheses, wherever the source has some."""
    return int(bool(gap) and before not in _OPENING and word not in _CLOSING)


def _joined(before: str, after: str) -> str:
    if before.endswith(_OPENING) or after.startswith(_CLOSING):
        return before + after
    return f"{before} {after}"
