"""The rules of a `.gitignore` file, and which paths they ignore."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PIECES = re.compile(
    r"(?P<rest>(?<=/)\*\*$)|(?P<any>\*\*/)|(?P<star>\*+)|(?P<one>\?)|(?P<set>\[[^\]]+\])|(?P<plain>\\?.)"
)


@dataclass(frozen=True, slots=True)
class IgnoreRule:
    """One line: a path that it matches is ignored, or with `negated` read again."""

    line: str
    pattern: re.Pattern[str]
    negated: bool = False
    folders_only: bool = False


def parse_rules(text: str) -> tuple[IgnoreRule, ...]:
    """Return the rules of a file; a line that is not a valid pattern is skipped, as Git does."""
    return tuple(rule for line in text.splitlines() if (rule := _rule(line)) is not None)


def find_rule(rules: Iterable[IgnoreRule], path: str, *, is_folder: bool) -> IgnoreRule | None:
    """Return the last rule about a path, relative to the folder of the rules; None if none is about it."""
    found = None
    for rule in rules:
        if (is_folder or not rule.folders_only) and rule.pattern.fullmatch(path):
            found = rule
    return found


def _rule(line: str) -> IgnoreRule | None:
    kept = re.sub(r"(?<!\\)\s+$", "", line)
    if not kept or kept.startswith("#"):
        return None
    negated, folders_only = kept.startswith("!"), kept.endswith("/")
    glob = kept.removeprefix("!").removesuffix("/")
    anchored = "/" in glob
    try:
        pattern = re.compile(("" if anchored else "(?:.*/)?") + _regex(glob.removeprefix("/")), re.DOTALL)
    except re.error:
        return None
    return IgnoreRule(kept, pattern, negated, folders_only)


def _regex(glob: str) -> str:
    return "".join(_piece(found) for found in _PIECES.finditer(glob))


def _piece(found: re.Match[str]) -> str:
    text = found[0]
    match found.lastgroup:
        case "rest":
            return ".+"
        case "any":
            return "(?:.*/)?"
        case "star":
            return "[^/]*"
        case "one":
            return "[^/]"
        case "set":
            return "[" + text[1:-1].replace("\\", "\\\\").replace("!", "^", text.startswith("[!")) + "]"
    return re.escape(text[-1])
