"""What a proposal changes, in a few sentences for a reviewer: from the structure of both specs, without any model."""

from collections.abc import Iterator

from engine.review.spec_difference import Path, SpecChange, spec_difference
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError

MOST = 8  # sentences
MOST_CHARACTERS = 50_000  # of a spec; larger ones are left to the diff
SHOWN = 60  # characters of a value
SILENT = frozenset({"is", "actions"})


def change_sentences(before: str, after: str) -> tuple[str, ...]:
    """Return one sentence for each place that changes; none for a text that cannot be read, or is too large."""
    if max(len(before), len(after)) > MOST_CHARACTERS:
        return ()
    try:
        changes = spec_difference(read_spec(before), read_spec(after))
    except (SpecError, RecursionError):
        return ()
    sentences = list(dict.fromkeys(map(_sentence, changes)))
    if len(sentences) > MOST:
        return (*sentences[: MOST - 1], f"and {len(sentences) - MOST + 1} more changes")
    return tuple(sentences)


def _sentence(change: SpecChange) -> str:
    place = " / ".join(_names(change.path)) or "the spec"
    if change.before is None:
        return f"{place}: added {_shown(change.after)}"
    if change.after is None:
        return f"{place}: removed {_shown(change.before)}"
    return f"{place}: {_shown(change.before)} becomes {_shown(change.after)}"


def _names(path: Path) -> Iterator[str]:
    """Yield the parts of a path for people; lists are counted from 1."""
    for part in path:
        if isinstance(part, int):
            yield str(part + 1)
        elif part not in SILENT:
            yield part.replace("_", " ")


def _shown(value: object) -> str:
    """Return a value in a few words."""
    if isinstance(value, dict):
        name = value.get("name") or value.get("is") or "entries"
        return str(name)[:SHOWN]
    if isinstance(value, list):
        return f"{len(value)} entries"
    text = " ".join(str(value).split())
    return repr(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")
