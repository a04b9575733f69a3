"""Mine the routines of files."""

from collections.abc import Sequence

from engine.conversion import convert_unit
from engine.patterns.mining.find_candidates import unexplained_units
from engine.patterns.mining.mine_patterns import MinedCandidate, mine_patterns
from specdeck.files.sql_files import read_sources
from specdeck.find.mining_shapes import MinedPattern, MinedPlace


def mine_files(paths: Sequence[str]) -> list[MinedCandidate]:
    """Return the candidates of files."""
    return mine_patterns(unexplained_units(read_sources(paths), convert_unit))


def shape_of(candidate: MinedCandidate) -> MinedPattern:
    """Return a candidate as the command prints it."""
    pattern = candidate.pattern
    places = [
        MinedPlace(each.unit.unit.name, each.unit.path, each.unit.line, each.parameters) for each in candidate.instances
    ]
    return MinedPattern(
        id=pattern.id,
        title=pattern.title,
        description=pattern.description,
        spec=pattern.spec,
        parameters={each.name: each.type for each in pattern.parameters},
        fixed=candidate.fixed,
        triggers=list(candidate.triggers),
        instances=places,
    )
