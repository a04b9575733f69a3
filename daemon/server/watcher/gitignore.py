"""The rules of a `.gitignore` file, and which paths they ignore.

Somebody else wrote the file, so no rule may take long: a path is matched name by name, and a star is not tried again.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

MAX_RULES = 2_000  # of one file; each path asks all of them
MAX_LINE = 4_096  # no path is longer
_PIECES = re.compile(r"(?P<star>\*+)|(?P<one>\?)|(?P<set>\[[^\]]+\])|(?P<plain>\\?.)", re.DOTALL)
_ANY_NAME = re.compile(".+", re.DOTALL)
NamePattern = re.Pattern[str] | None
"""Matches one name of a path; None is `**`, for any number of folders."""


@dataclass(frozen=True, slots=True)
class IgnoreRule:
    """One line: a path that it matches is ignored, or with `negated` read again."""

    line: str
    names: tuple[NamePattern, ...]
    anchored: bool  # about whole paths; else about the last name of one
    negated: bool = False
    folders_only: bool = False


def parse_rules(text: str) -> tuple[IgnoreRule, ...]:
    """Return the rules of a file; a line that is not a valid pattern is skipped, as Git does."""
    return tuple(islice((rule for line in text.splitlines() if (rule := _rule(line)) is not None), MAX_RULES))


def find_rule(rules: Iterable[IgnoreRule], path: str, *, is_folder: bool) -> IgnoreRule | None:
    """Return the last rule about a path, relative to the folder of the rules; None if none is about it."""
    names = path.split("/")
    found = None
    for rule in rules:
        if (is_folder or not rule.folders_only) and _matches(rule.names, names if rule.anchored else names[-1:]):
            found = rule
    return found


def _matches(patterns: Sequence[NamePattern], names: Sequence[str]) -> bool:
    """Match name by name; where that fails, the last `**` takes one more. Earlier ones need not be tried again."""
    at = name = 0
    again: tuple[int, int] | None = None
    while name < len(names):
        pattern = patterns[at] if at < len(patterns) else None
        if at < len(patterns) and pattern is None:
            at += 1
            again = (at, name)
        elif pattern is not None and pattern.fullmatch(names[name]):
            at, name = at + 1, name + 1
        elif again is None:
            return False
        else:
            again = (again[0], again[1] + 1)
            at, name = again
    return at == len(patterns)


def _rule(line: str) -> IgnoreRule | None:
    kept = _without_trailing_spaces(line)
    if not kept or kept.startswith("#") or len(kept) > MAX_LINE:
        return None
    negated, folders_only = kept.startswith("!"), kept.endswith("/")
    glob = kept.removeprefix("!").removesuffix("/")
    try:
        names = tuple(_name_pattern(name) for name in glob.removeprefix("/").split("/"))
    except re.error:
        return None
    if names[-1] is None:  # at the end, it is for one name at least
        names = (*names, _ANY_NAME)
    return IgnoreRule(kept, names, "/" in glob, negated, folders_only)


def _without_trailing_spaces(line: str) -> str:
    """Return a line without the spaces at its end, except for one that is escaped."""
    kept = line.rstrip()
    return line[: len(kept) + 1] if kept.endswith("\\") else kept


def _name_pattern(glob: str) -> NamePattern:
    if len(glob) > 1 and not glob.strip("*"):
        return None
    return re.compile(_regex(glob))


def _regex(glob: str) -> str:
    """Return the regular expression of one name; what a star took is not given back, so the time is linear."""
    first, *others = _between_stars(glob)
    if not others:
        return f"(?s:{first})"
    *inner, last = others
    return f"(?s:{first}{''.join(f'(?>.*?{each})' for each in inner)}.*{last})"


def _between_stars(glob: str) -> list[str]:
    found = [""]
    for piece in _PIECES.finditer(glob):
        if piece.lastgroup == "star":
            found.append("")
        else:
            found[-1] += _piece(piece)
    return found


def _piece(found: re.Match[str]) -> str:
    text = found[0]
    match found.lastgroup:
        case "one":
            return "."
        case "set":
            return "[" + text[1:-1].replace("\\", "\\\\").replace("!", "^", text.startswith("[!")) + "]"
    return re.escape(text[-1])
