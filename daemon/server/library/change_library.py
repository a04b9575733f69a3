"""Changes of the library, each in one transaction: a new version, or a step of the life cycle."""

from dataclasses import replace

from daemon.server.library.library_entries import LibraryEntry, get_entry, library_errors, list_entries
from daemon.wire.library_pattern import PatternMove, PatternTags, PatternText
from engine.patterns.library.library_error import LibraryError
from engine.patterns.library.library_pattern import LibraryPattern
from engine.patterns.library.life_cycle import PatternState, state_after
from engine.patterns.library.pattern_library import PatternLibrary
from engine.patterns.library.read_patterns import read_patterns
from store import WriteTransaction
from store.library import stored_patterns
from store.library.stored_patterns import check_version

SEED_REASON = "Part of Specdeck."
MERGE = "merge"


def save_patterns(
    tx: WriteTransaction, given: PatternText, author: str, state: PatternState, seen: int | None = None
) -> list[LibraryEntry]:
    """Save the patterns of a text, all or none; a new one begins in `state`, a known one keeps its own."""
    with library_errors():
        found = read_patterns(given.text)
        library = PatternLibrary(entry.pattern for entry in list_entries(tx).values())
        for pattern in found:
            _check_references(library, library.add_pattern(pattern))
    for pattern in found:
        _save(tx, pattern, author, state, given.reason, seen)
    return [get_entry(tx, pattern.id) for pattern in found]


def change_tags(tx: WriteTransaction, pattern: str, tags: PatternTags, author: str) -> LibraryEntry:
    """Add and remove tags, as a new version."""
    entry = get_entry(tx, pattern)
    kept = [each for each in entry.pattern.tags if each not in tags.remove]
    added = [each for each in dict.fromkeys(tags.add) if each not in kept]
    _save(tx, replace(entry.pattern, tags=(*kept, *added)), author, entry.state, "Tags.", None)
    return get_entry(tx, pattern)


def move_pattern(tx: WriteTransaction, pattern: str, step: PatternMove, author: str) -> LibraryEntry:
    """Take a step of the life cycle; a seed gets its row first."""
    entry = get_entry(tx, pattern)
    with library_errors():
        state = state_after(step.action, pattern, entry.state)
    if step.action == MERGE:
        _merge(tx, entry, step.replaced_by, author)
    elif step.replaced_by is not None:
        get_entry(tx, step.replaced_by)
    _store_seed(tx, entry, author)
    stored_patterns.set_state(tx, pattern, state, author, step.reason, step.replaced_by)
    return get_entry(tx, pattern)


def _merge(tx: WriteTransaction, entry: LibraryEntry, into: str | None, author: str) -> None:
    """Give the tags and purposes of a pattern to another one, as its next version."""
    if into is None or into == entry.pattern.id:
        with library_errors():
            raise LibraryError("merge", f"{entry.pattern.id} is merged into another pattern.", "Name that pattern.")
    target, given = get_entry(tx, into), entry.pattern
    known = target.pattern
    tags, purposes = dict.fromkeys((*known.tags, *given.tags)), dict.fromkeys((*known.purposes, *given.purposes))
    merged = replace(known, tags=tuple(tags), purposes=tuple(purposes))
    _save(tx, merged, author, target.state, f"Merged with {given.id}.", None)


def _check_references(library: PatternLibrary, pattern: LibraryPattern) -> None:
    for name in (*pattern.requires, *pattern.conflicts):
        try:
            library.get(name)
        except LibraryError as error:
            raise LibraryError("reference", f"{pattern.id} refers to the unknown pattern {name}.", error.hint) from None


def _save(
    tx: WriteTransaction, pattern: LibraryPattern, author: str, state: PatternState, reason: str, seen: int | None
) -> None:
    known = list_entries(tx).get(pattern.id)
    check_version(pattern.id, seen, known.version if known else 0)
    if known is not None:
        if known.pattern == pattern:
            return
        _store_seed(tx, known, author)
        state = known.state
    stored_patterns.add_version(tx, pattern.to_json(), pattern.digest, state, author=author, reason=reason)


def _store_seed(tx: WriteTransaction, entry: LibraryEntry, author: str) -> None:
    """Keep the seed as version 1 before the first change of it."""
    if not entry.is_stored:
        body = entry.pattern.to_json()
        stored_patterns.add_version(tx, body, entry.pattern.digest, entry.state, author=author, reason=SEED_REASON)
