"""The facts of a conversion that features are made of, read from its record, its SQL and its spec."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from statistics import fmean
from typing import Any

from engine.record import UnitRecord
from engine.review.risk_words import RISK_WORDS, find_risk_words
from engine.spec.document.file import SpecFile
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError
from engine.spec.steps.step import Step
from engine.triage.features import ConversionFacts

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SHORT = 2


def facts_of(record: UnitRecord, sql: str) -> ConversionFacts:
    """Return what is known about a conversion before anybody looks at it."""
    spec = _spec(record.spec)
    steps = list(_steps(spec)) if spec else []
    counts, words = record.counts or {}, Counter(word.casefold() for word in _WORD.findall(sql))
    names = list(_names(spec)) if spec else []
    return ConversionFacts(
        kind=record.kind,
        language=record.language,
        verdict=record.verdict,
        statements=counts.get("statements", 0),
        raw_statements=counts.get("raw", 0),
        tokens=counts.get("tokens", 0),
        opaque_tokens=counts.get("opaque_tokens", 0),
        sql_lines=sql.count("\n") + 1,
        spec_lines=record.spec.count("\n"),
        branches=sum(depth_of_children > 0 for _, _, depth_of_children in steps),
        nesting=max((depth for _, depth, _ in steps), default=0),
        parameters=sum(len(action.params) for action in spec.actions) if spec else 0,
        obligations=len((record.evidence or {}).get("obligations", ())),
        risk_words=sum(1 for _ in find_risk_words(RISK_WORDS, sql)),
        dynamic_statements=sum(type(step).__name__ == "ExecuteStep" for step, _, _ in steps),
        handlers=words["exception"],
        raw_names=sum(len(name) <= _SHORT for name in names),
        names=len(names),
        name_affinity=name_affinity(names, words),
        entity_affinity=entity_affinity(record.entity, words),
        description_affinity=description_affinity(_description(spec), words),
    )


def name_affinity(names: Sequence[str], words: Counter[str]) -> float:
    """Return how well names go with the words of the SQL: the same word, or one that it abbreviates."""
    if names:
        return fmean([_affinity(name.casefold(), words) for name in names])
    return 1.0


def entity_affinity(entity: str | None, words: Counter[str]) -> float:
    """Return how often the entity's words occur in the SQL, against its most frequent long word."""
    if not entity:
        return 1.0
    parts = [part.casefold() for part in re.findall(r"[A-Z]?[a-z0-9]+", entity)]
    most = max((count for word, count in words.items() if len(word) > _SHORT), default=1)
    found = sum(count for word, count in words.items() if all(part[:4] in word for part in parts))
    return min(1.0, found / most)


def description_affinity(description: str, words: Counter[str]) -> float:
    """Return the share of a description's longer words that the SQL knows, whole or as the start of a word."""
    said = [word.casefold() for word in _WORD.findall(description) if len(word) > 3]
    known = {part[:4] for word in words for part in word.split("_")}
    if said:
        return fmean([word[:4] in known for word in said])
    return 1.0


def _affinity(name: str, words: Counter[str]) -> float:
    if name in words:
        return 1.0
    parts = [part for part in name.split("_") if part]
    return fmean([any(_abbreviates(word, part) for each in words for word in each.split("_")) for part in parts] or [0])


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of `short` occur in `long` in order, beginning with the same one."""
    if len(short) < _SHORT or not long.startswith(short[0]):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def _spec(text: str) -> SpecFile | None:
    if not text:
        return None
    try:
        return read_spec(text)
    except SpecError:
        return None


def _names(spec: SpecFile) -> Iterator[str]:
    for action in spec.actions:
        yield from (param.name for param in action.params if param.name)
        yield from (name for each in action.declare if (name := getattr(each, "name", None)))


def _description(spec: SpecFile | None) -> str:
    if spec:
        return " ".join(action.description or "" for action in spec.actions)
    return ""


def _steps(value: Any, depth: int = 0) -> Iterator[tuple[Step, int, int]]:  # noqa: ANN401  any part of a spec
    """Each step with its depth and the number of steps directly inside it."""
    if isinstance(value, tuple):
        for part in value:
            yield from _steps(part, depth)
    elif is_dataclass(value):
        is_step = isinstance(value, Step)
        inner = [found for each in fields(value) for found in _steps(getattr(value, each.name), depth + is_step)]
        if is_step:
            yield value, depth, sum(below == depth + 1 for _, below, _ in inner)
        yield from inner
