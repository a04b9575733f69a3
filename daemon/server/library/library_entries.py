"""The library as it is now: the seeds, and what was added or changed, by id."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from daemon.server.errors import ServerError
from engine.patterns.library.library_error import LibraryError
from engine.patterns.library.library_pattern import LibraryPattern
from engine.patterns.library.life_cycle import PatternCounts, PatternState, next_state
from engine.patterns.library.pattern_library import PatternLibrary
from engine.patterns.library.seed_library import seed_patterns
from store import ReadView
from store.library import pattern_uses, stored_patterns
from store.library.stored_patterns import StoredPattern
from store.review import proposals

IN_USE = frozenset({PatternState.PENDING, PatternState.VALIDATED})


class PatternRequestError(ServerError):
    """The library refuses a request; the code is the library's own."""

    status = 422

    def __init__(self, error: LibraryError) -> None:
        super().__init__(error.sentence, error.hint)
        self.code = error.code
        self.status = 404 if error.code == "patterns.not_found" else 422


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A pattern with its state, version and counts."""

    pattern: LibraryPattern
    state: PatternState = PatternState.VALIDATED
    version: int = 1
    counts: PatternCounts = field(default_factory=PatternCounts)
    replaced_by: str | None = None
    evidence: Mapping[str, object] = field(default_factory=dict)
    is_stored: bool = False


@contextmanager
def library_errors() -> Iterator[None]:
    """Turn the library's errors into those of the server."""
    try:
        yield
    except LibraryError as error:
        raise PatternRequestError(error) from error


def list_entries(view: ReadView) -> dict[str, LibraryEntry]:
    """Return every entry by id, seeds first."""
    entries = {each.id: LibraryEntry(each) for each in seed_patterns()}
    entries |= {each.id: _entry(each) for each in stored_patterns.list_patterns(view)}
    return {name: _with_uses(entry, pattern_uses.count_by_state(view, name)) for name, entry in entries.items()}


def get_entry(view: ReadView, pattern: str) -> LibraryEntry:
    """Return one entry; an unknown one is refused with the closest ids."""
    entries = list_entries(view)
    if pattern not in entries:
        with library_errors():
            PatternLibrary(entry.pattern for entry in entries.values()).get(pattern)
    return entries[pattern]


def library_in_use(entries: Iterable[LibraryEntry]) -> PatternLibrary:
    """Return the patterns that may be used: neither suggested nor deprecated."""
    return PatternLibrary(entry.pattern for entry in entries if entry.state in IN_USE)


def _with_uses(entry: LibraryEntry, states: Mapping[str, int]) -> LibraryEntry:
    """Count what became of the proposals that use a pattern; enough accepted uses validate one that waits for it."""
    known = entry.counts
    accepted, rejected = states.get(proposals.ACCEPTED, 0), states.get(proposals.REJECTED, 0)
    counts = PatternCounts(known.accepted + accepted, known.corrected, known.rejected + rejected)
    promotion = next_state(entry.state, counts)
    is_promoted = promotion is not None and promotion.state is PatternState.VALIDATED
    return replace(entry, counts=counts, state=PatternState.VALIDATED if is_promoted else entry.state)


def _entry(stored: StoredPattern) -> LibraryEntry:
    return LibraryEntry(
        pattern=LibraryPattern.from_json(stored.body),
        state=PatternState(stored.state),
        version=stored.version,
        counts=PatternCounts(stored.accepted, stored.corrected, stored.rejected),
        replaced_by=stored.replaced_by,
        evidence=stored.evidence or {},
        is_stored=True,
    )
