"""Proposals on real conversions that leave the verdict as it is: sound ones, and ones that a careful reviewer rejects.

They touch names, the entity and the description, as a model's proposals do. Nothing here knows the features.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.record import UnitRecord
from engine.spec.document.file import SpecFile
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError
from engine.spec.writer import write_spec
from simulation.units import SimulatedUnit

FAULT_RATE = 0.15
WORDS = {
    "amt": "amount", "cnt": "count", "cur": "current", "dst": "target", "dt": "date", "idx": "index", "msg": "message",
    "nm": "name", "num": "number", "qty": "quantity", "rec": "record", "src": "source", "tbl": "table", "usr": "user",
}  # fmt: skip
VAGUE = ("data", "info", "item", "stuff", "temp1", "thing", "val2", "x1", "xx", "zz")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A conversion as an analyst would propose it, and whether it is faulty."""

    unit: SimulatedUnit
    is_faulty: bool


def propose(units: Sequence[SimulatedUnit], chance: random.Random) -> Proposal:
    """Return a proposal on one of the units; 15 % of them are faulty."""
    unit, other = chance.choice(units), chance.choice(units)
    improved = _improved(unit, chance)
    if chance.random() >= FAULT_RATE:
        return Proposal(improved, is_faulty=False)
    faults = chance.sample((_misnamed, _wrong_entity, _wrong_description), chance.choice((1, 1, 2)))
    faulty = improved
    for fault in faults:
        faulty = fault(faulty, other, chance)
    return Proposal(faulty, is_faulty=faulty.record != improved.record)


def _improved(unit: SimulatedUnit, chance: random.Random) -> SimulatedUnit:
    """Half of the proposals spell names out, most describe the unit in words of its own."""
    renames = {name: spelled for name in _local_names(unit) if (spelled := _spelled_out(name)) != name}
    renamed = _renamed(unit, renames) if chance.random() < 0.5 else unit
    return _described(renamed, _own_words(unit)) if chance.random() < 0.8 else renamed


def _misnamed(unit: SimulatedUnit, other: SimulatedUnit, chance: random.Random) -> SimulatedUnit:
    """Names of another unit, or names that say nothing."""
    foreign = _local_names(other) or list(VAGUE)
    pool = foreign if chance.random() < 0.5 else list(VAGUE)
    names = _local_names(unit)
    return _renamed(unit, {name: f"{chance.choice(pool)}_{at}" for at, name in enumerate(names)})


def _wrong_entity(unit: SimulatedUnit, other: SimulatedUnit, _: random.Random) -> SimulatedUnit:
    entity = other.record.entity or "Setting"
    return _with_record(unit, replace(unit.record, entity=entity))


def _wrong_description(unit: SimulatedUnit, other: SimulatedUnit, _: random.Random) -> SimulatedUnit:
    return _described(unit, _own_words(other))


def _own_words(unit: SimulatedUnit) -> str:
    name = unit.record.name.partition("(")[0].rpartition(".")[2]
    entity = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unit.record.entity or "")
    return f"{name.replace('_', ' ')} of {entity}".strip().capitalize()


def _spelled_out(name: str) -> str:
    parts = [WORDS.get(part, part) for part in name.split("_")]
    return "_".join(part for part in parts if part not in ("v", "p", "l", ""))


def _local_names(unit: SimulatedUnit) -> list[str]:
    spec = read_spec(unit.record.spec)
    found = [
        each.name for action in spec.actions for each in (*action.declare, *action.params) if hasattr(each, "name")
    ]
    return [name for name in found if name and re.fullmatch(r"[a-z_][a-z0-9_]*", name)]


def _renamed(unit: SimulatedUnit, names: dict[str, str]) -> SimulatedUnit:
    if not names:
        return unit
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b")
    renamed = pattern.sub(lambda match: names[match[1]], unit.record.spec)
    try:
        read_spec(renamed)
    except SpecError:  # a name that needs quotes in YAML: such a proposal would not reach a reviewer
        return unit
    return _with_record(unit, replace(unit.record, spec=renamed))


def _described(unit: SimulatedUnit, words: str) -> SimulatedUnit:
    spec = read_spec(unit.record.spec)
    actions = tuple(replace(action, description=words) for action in spec.actions)
    written: SpecFile = replace(spec, actions=actions)
    return _with_record(unit, replace(unit.record, spec=write_spec(written).text))


def _with_record(unit: SimulatedUnit, record: UnitRecord) -> SimulatedUnit:
    return SimulatedUnit(record, unit.sql)
