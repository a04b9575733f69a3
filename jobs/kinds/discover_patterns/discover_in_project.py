"""Mine the routines of a project that no pattern explains, and ask the local model for names that say something."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from jobs.job_kind import Payload, Result
from jobs.kinds.discover_patterns.discovery_contract import DerivedUnit, SuggestedPattern, UnexplainedUnit
from jobs.kinds.draft_pattern.require_analyst import require_analyst
from jobs.kinds.enhance.model_in_use import model_in_use

if TYPE_CHECKING:
    from engine.analysts.analyst import Ask
    from engine.analysts.discovery.named_candidate import NamedCandidate
    from engine.llm.language_model import LanguageModel
    from engine.patterns.mining.mined_unit import MinedUnit

DISCOVERER = "pattern_discoverer"


def run(payload: Payload) -> Result:
    """Return new patterns, each with the units that it is proved to give; without a model, under mined names."""
    from engine.analysts.analyst import RetrievalSettings
    from engine.analysts.discovery.discover_patterns import discover_patterns
    from engine.patterns.library.library_pattern import LibraryPattern
    from engine.patterns.library.seed_library import seed_patterns

    disabled = cast(Sequence[str], payload["disabled"])
    require_analyst(DISCOVERER, disabled)
    units = [UnexplainedUnit.from_json(each) for each in cast(Sequence[Mapping[str, Any]], payload["units"])]
    stored = [LibraryPattern.from_json(each) for each in cast(Sequence[Mapping[str, Any]], payload["library"])]
    model = model_in_use()
    given = cast(Mapping[str, Any], payload["retrieval"])
    settings = RetrievalSettings(given["top"], tuple(given["categories"]))
    retrieval = None if "retriever" in disabled else settings
    ask = _ask(model) if model else None
    found = discover_patterns(_mined(units), [*seed_patterns(), *stored], ask, retrieval)
    numbers = {each.sql: each.conversion for each in units}
    return {
        "patterns": [_suggested(each, numbers).to_json() for each in found],
        "model": model.name if model else "",
        "left_out": payload["left_out"],
    }


def _ask(model: "LanguageModel") -> "Ask":
    from engine.analysts.analyst import AnalystContext, all_analysts
    from engine.analysts.permissions import permitted_context
    from engine.llm.ask_model import ask_model

    context = AnalystContext(lambda task, given: ask_model(model, task, given, lambda _request: True))
    return permitted_context(all_analysts()[DISCOVERER], context).ask


def _mined(units: Sequence[UnexplainedUnit]) -> "Iterator[MinedUnit]":
    """Yield the units as mining reads them; one that cannot be read here is left out."""
    from engine.patterns.mining.mined_unit import MinedUnit
    from engine.source.split_file import split
    from engine.spec.reader import read_spec
    from engine.spec.spec_error import SpecError

    for each in units:
        found = split(each.sql).units
        try:
            spec = read_spec(each.spec)
        except (SpecError, RecursionError):
            continue
        if len(found) == 1:
            yield MinedUnit(each.path, 1, found[0], each.spec, spec)


def _suggested(found: "NamedCandidate", numbers: Mapping[str, int]) -> SuggestedPattern:
    units = (DerivedUnit(numbers[each.unit.unit.text], each.parameters) for each in found.instances)
    return SuggestedPattern(found.pattern.to_json(), tuple(units), found.triggers, found.fault)
