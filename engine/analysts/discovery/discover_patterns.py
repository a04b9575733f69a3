"""Mine units, leave out what the library has or a person has decided on, and let a model name the rest."""

from collections.abc import Iterable, Iterator, Sequence

from engine.analysts.analyst import Ask, RetrievalSettings
from engine.analysts.discovery.named_candidate import NamedCandidate, mined_candidate, name_candidate, template_key
from engine.analysts.guidance import pattern_guidance
from engine.patterns.library.library_pattern import LibraryPattern
from engine.patterns.library.pattern_library import PatternLibrary
from engine.patterns.mining.mine_patterns import MinedCandidate, mine_patterns
from engine.patterns.mining.mined_unit import MinedUnit

MOST = 20  # candidates of one run: a person decides on each


def discover_patterns(
    units: Iterable[MinedUnit],
    library: Sequence[LibraryPattern],
    ask: Ask | None = None,
    retrieval: RetrievalSettings | None = None,
) -> Iterator[NamedCandidate]:
    """Yield new candidates, those with most instances first; without a model they keep the names that rules give."""
    seen, taken = {template_key(each) for each in library}, {each.id for each in library}
    for candidate in [each for each in mine_patterns(units) if template_key(each.pattern) not in seen][:MOST]:
        named = _named(candidate, library, sorted(taken), ask, retrieval)
        if named.pattern.id in taken:
            named = mined_candidate(candidate, f"The id {named.pattern.id} is taken.")
        if named.pattern.id not in taken:
            taken.add(named.pattern.id)
            yield named


def _named(
    candidate: MinedCandidate,
    library: Sequence[LibraryPattern],
    taken: Sequence[str],
    ask: Ask | None,
    retrieval: RetrievalSettings | None,
) -> NamedCandidate:
    if ask is None:
        return mined_candidate(candidate)
    similar = pattern_guidance(PatternLibrary(library), _words(candidate), retrieval) if retrieval else []
    known = [each.removeprefix("mined.") for each in taken]
    return name_candidate(candidate, known, similar, ask)


def _words(candidate: MinedCandidate) -> str:
    """Return what to search the library for: the names of the units."""
    names = (each.unit.unit.name.partition("(")[0].rpartition(".")[2] for each in candidate.instances)
    return " ".join(dict.fromkeys(word for name in names for word in name.split("_")))
