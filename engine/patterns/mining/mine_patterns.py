"""Units to candidates: clusters that no pattern explains, generalised, each instance derived again and proved."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.lower.error import LowerError
from engine.patterns.library.fill_template import fill_template
from engine.patterns.library.library_error import LibraryError
from engine.patterns.library.library_pattern import LibraryPattern, PatternScores, Tier
from engine.patterns.library.pattern_parameter import PatternParameter, bind_parameters
from engine.patterns.mining.anti_unify import DifferentStructureError, Template, anti_unify
from engine.patterns.mining.candidate_text import candidate_spec, name_parameters
from engine.patterns.mining.cluster_units import LEAST_FIXED, LEAST_UNITS, cluster_units
from engine.patterns.mining.discovery_triggers import discovery_triggers
from engine.patterns.mining.mined_unit import MinedInstance, MinedUnit
from engine.retrieval.clones.prove_spec import is_proved
from engine.retrieval.words.split_words import split_words
from engine.spec.spec_error import SpecError

MOST_HOLES = 16
LEAST_WORDS = 12  # templates with fewer fixed words say nothing


@dataclass(frozen=True, slots=True)
class MinedCandidate:
    """A pattern to suggest, the units that it derives, and the reasons to look at it."""

    pattern: LibraryPattern
    instances: tuple[MinedInstance, ...]
    fixed: float
    triggers: tuple[str, ...]


def mine_patterns(units: Iterable[MinedUnit]) -> list[MinedCandidate]:
    """Return the candidates, those with most instances first; every instance is proved."""
    taken: Counter[str] = Counter()
    found = [each for cluster in cluster_units(units) for each in _candidates(cluster, taken)]
    return sorted(found, key=lambda each: (-len(each.instances), each.pattern.id))


def _candidates(cluster: Sequence[MinedUnit], taken: Counter[str]) -> Iterator[MinedCandidate]:
    try:
        template = anti_unify([each.spec for each in cluster])
    except DifferentStructureError:
        return
    parameters = name_parameters(template.holes)
    spec = candidate_spec(template, parameters)
    if spec is None or not _says_enough(template, spec):
        return
    instances = tuple(_derived(spec, template, parameters, cluster))
    if len(instances) >= LEAST_UNITS:
        pattern = _pattern(spec, tuple(parameters.values()), [each.unit for each in instances], taken)
        yield MinedCandidate(pattern, instances, round(template.fixed, 3), discovery_triggers(cluster))


def _says_enough(template: Template, spec: str) -> bool:
    return (
        0 < len(template.holes) <= MOST_HOLES
        and template.fixed >= LEAST_FIXED
        and sum(1 for _ in split_words(spec)) >= LEAST_WORDS
    )


def _derived(
    spec: str, template: Template, parameters: Mapping[int, PatternParameter], cluster: Sequence[MinedUnit]
) -> Iterator[MinedInstance]:
    """The units whose SQL the filled-in template is proved to mean."""
    for at, unit in enumerate(cluster):
        values = {parameters[hole.number].name: hole.values[at] for hole in template.holes}
        if derives(spec, tuple(parameters.values()), values, unit.unit.text):
            yield MinedInstance(unit, values)


def derives(spec: str, parameters: Sequence[PatternParameter], values: Mapping[str, str], sql: str) -> bool:
    """Whether a template with some values is proved to mean a statement."""
    try:
        return is_proved(fill_template(spec, bind_parameters("candidate", parameters, values), "candidate"), sql)
    except (LibraryError, SpecError, LowerError, RecursionError):
        return False


def _pattern(
    spec: str, parameters: tuple[PatternParameter, ...], units: Sequence[MinedUnit], taken: Counter[str]
) -> LibraryPattern:
    words = _common_words(units)
    name = "_".join(words) or "repeated_code"
    taken[name] += 1
    places = ", ".join(each.unit.name.partition("(")[0] for each in units[:3])
    return LibraryPattern(
        id=f"mined.{name}" + (f"_{taken[name]}" if taken[name] > 1 else ""),
        title=" ".join(words).capitalize() or "Repeated code",
        tier=Tier.DOMAIN,
        category="mined",
        description=f"Code that {len(units)} units repeat, among them {places}.",
        spec=spec,
        tags=("mined",),
        parameters=parameters,
        scores=PatternScores(50, 50, 50),
        provenance="mined",
    )


def _common_words(units: Sequence[MinedUnit]) -> list[str]:
    """The words that the names of most units share, in their order."""
    names = [list(dict.fromkeys(split_words(each.unit.name.partition("(")[0].rpartition(".")[2]))) for each in units]
    counts = Counter(word for words in names for word in words)
    return [word for word in names[0] if counts[word] * 2 > len(names) and word.isascii() and word.isalpha()][:4]
