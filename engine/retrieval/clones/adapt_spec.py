"""The spec of a unit from that of its copy: every name renamed, then proved; a spec that is not proved is not used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from engine.lower.error import LowerError
from engine.proof.prove import prove
from engine.proof.verdict import Verdict, VerdictKind
from engine.retrieval.clones.find_clones import ComparedUnit, renaming
from engine.retrieval.clones.prove_spec import lowered_text
from engine.source.unit import Unit
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError
from engine.spec.writer import write_spec

_WORD = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class AdaptedSpec:
    """A spec with the verdict on it, and the names that were changed."""

    spec: str
    verdict: Verdict
    renamed: Mapping[str, str]


def adapt_spec(spec: str, approved: ComparedUnit, copy: ComparedUnit) -> AdaptedSpec | None:
    """Return the spec of a copy from that of an approved unit, if it is proved to mean the copy's SQL."""
    names = renaming(approved, copy)
    if names is None:
        return None
    names |= _own_names(approved.unit, copy.unit)
    changed = {mine: theirs for mine, theirs in names.items() if mine != theirs}
    try:
        text = write_spec(_with_names(read_spec(spec), changed)).text
        verdict = prove(copy.unit.text, lowered_text(text))
    except (SpecError, LowerError, RecursionError):
        return None
    if verdict.kind is not VerdictKind.PROVED:
        return None
    return AdaptedSpec(text, verdict, changed)


def _with_names(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - any part of a spec
    """A part of a spec with other words in all of its texts."""
    if isinstance(value, str):
        return _WORD.sub(lambda found: names.get(found.group(), found.group()), value)
    if isinstance(value, tuple):
        return tuple(_with_names(each, names) for each in value)
    if isinstance(value, Mapping):
        return {_with_names(key, names): _with_names(each, names) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _with_names(getattr(value, each.name), names) for each in fields(value)})
    return value


def _own_names(one: Unit, other: Unit) -> dict[str, str]:
    """The parts of the units' own names: a schema is one, where both have it."""
    mine, theirs = (unit.name.partition("(")[0].split(".") for unit in (one, other))
    return dict(zip(mine, theirs, strict=True)) if len(mine) == len(theirs) else {}
