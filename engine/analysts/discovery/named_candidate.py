"""A mined candidate under the name and with the parameters that a model gives it; every instance is proved again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.analysts.analyst import Ask
from engine.analysts.prompt_text import prompt_text
from engine.analysts.shown_text import LOCAL_TEXT
from engine.fault import EngineError
from engine.findings.mask_secrets import mask_secrets
from engine.llm.tasks.propose_pattern import TASK
from engine.patterns.library.library_pattern import LibraryPattern
from engine.patterns.library.pattern_parameter import PatternParameter
from engine.patterns.mining.mine_patterns import MinedCandidate, derives
from engine.patterns.mining.mined_unit import MinedInstance

DISCOVERER = "pattern_discoverer"
SHOWN_UNITS = 3
_TEXT = re.compile(r"'(?:[^']|'')*'")
_HOLE = re.compile(r"\{\{ (\w+)( \| flow)? \}\}")


@dataclass(frozen=True, slots=True)
class NamedCandidate:
    """A candidate to suggest. `fault` says why it keeps the name that rules gave it; empty if a model named it."""

    pattern: LibraryPattern
    instances: tuple[MinedInstance, ...]
    triggers: tuple[str, ...]
    fault: str = ""


def name_candidate(
    candidate: MinedCandidate, known: Sequence[str], similar: Sequence[Mapping[str, Any]], ask: Ask
) -> NamedCandidate:
    """Return a candidate as a model names it, or as it was mined where the model gives nothing that is proved."""
    try:
        answer = ask(TASK, _given(candidate, known, similar))
    except EngineError as error:
        return mined_candidate(candidate, error.sentence)
    if answer.value is None:
        return mined_candidate(candidate, answer.fault.sentence if answer.fault else "The model gave no answer.")
    named = _named(candidate, answer.value)
    if not all(derives(named.pattern.spec, named.pattern.parameters, each.parameters, each.unit.unit.text)
               for each in named.instances):  # fmt: skip
        return mined_candidate(candidate, "Under its new names the template does not give the units any more.")
    return named


def mined_candidate(candidate: MinedCandidate, fault: str = "") -> NamedCandidate:
    """Return a candidate as it was mined."""
    return NamedCandidate(candidate.pattern, candidate.instances, candidate.triggers, fault)


def template_key(pattern: LibraryPattern) -> str:
    """Return the template with its parameters numbered: equal for equal templates, whatever anybody calls them."""
    numbers: dict[str, str] = {}

    def numbered(hole: re.Match[str]) -> str:
        return f"{{{{ {numbers.setdefault(hole[1], f'p{len(numbers)}')}{hole[2] or ''} }}}}"

    return _HOLE.sub(numbered, pattern.spec)


def _given(candidate: MinedCandidate, known: Sequence[str], similar: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    shown = candidate.instances[:SHOWN_UNITS]
    return {
        "units": [{"name": each.unit.unit.name, "sql": prompt_text(each.unit.unit.text, LOCAL_TEXT)} for each in shown],
        "template": _TEXT.sub("'<text>'", mask_secrets(candidate.pattern.spec)),
        "parameters": [each.name for each in candidate.pattern.parameters],
        "similar": similar,
        "known_patterns": known,
    }


def _named(candidate: MinedCandidate, value: Mapping[str, Any]) -> NamedCandidate:
    """Return the candidate in the words of an answer; what it says of parameters follows what rules saw of them."""
    found = {each["old"]: each for each in value["parameters"]}
    names = {each.name: str(found.get(each.name, {"name": each.name})["name"]) for each in candidate.pattern.parameters}
    pattern = replace(
        candidate.pattern,
        id=f"mined.{value['id']}",
        title=value["title"],
        description=f"{value['description']} ({DISCOVERER})",
        category=value["category"],
        spec=_HOLE.sub(lambda hole: f"{{{{ {names.get(hole[1], hole[1])}{hole[2] or ''} }}}}", candidate.pattern.spec),
        parameters=tuple(_parameter(each, names, found) for each in candidate.pattern.parameters),
    )
    instances = tuple(
        replace(each, parameters={names[name]: given for name, given in each.parameters.items()})
        for each in candidate.instances
    )
    return NamedCandidate(pattern, instances, candidate.triggers)


def _parameter(
    parameter: PatternParameter, names: Mapping[str, str], found: Mapping[str, Mapping[str, str]]
) -> PatternParameter:
    said = found.get(parameter.name, {}).get("description", "")
    words = "; ".join(filter(None, (said, parameter.description)))
    return replace(parameter, name=names[parameter.name], description=words)
