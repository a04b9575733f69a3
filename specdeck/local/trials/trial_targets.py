"""The routines that a command line names, each with the text that should mean the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specdeck.errors import CommandError

if TYPE_CHECKING:
    from engine.source.unit import SourceFile, Unit

SPEC_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class TrialTarget:
    """A routine, and the other text; without one, `reason` says why."""

    unit: "Unit"
    regenerated: str
    reason: str = ""


def trial_targets(sources: "Sequence[SourceFile]", against: str | None, names: Sequence[str]) -> list[TrialTarget]:
    """Return the routines of some files; `names` limits them."""
    units = _routines(sources)
    if names:
        units = {name: unit for name, unit in units.items() if _is_named(name, names)}
    if not units:
        raise CommandError(
            "command.no_routine", "There is no such routine in these files.", "Name files with routines."
        )
    others = _other_texts(against) if against else None
    return [target for target in (_target(unit, others) for unit in units.values()) if target is not None]


def _routines(sources: "Sequence[SourceFile]") -> "dict[str, Unit]":
    """Return the last definition of each routine."""
    return {unit.name: unit for source in sources for unit in source.units if unit.is_routine and unit.node is not None}


def _is_named(name: str, names: Sequence[str]) -> bool:
    plain = name.partition("(")[0]
    return any(each in {name, plain, plain.rpartition(".")[2]} for each in names)


def _target(unit: "Unit", others: "Mapping[str, str] | None") -> TrialTarget | None:
    """Return what a routine is compared with; None where the other file does not define it."""
    if others is None:
        return _own_spec(unit)
    text = others.get(_key(unit.name))
    return TrialTarget(unit, text) if text else None


def _own_spec(unit: "Unit") -> TrialTarget:
    """Compare a routine with what its own spec lowers to."""
    from engine.conversion import convert_unit

    found = convert_unit(unit)
    if found.fault is not None:
        return TrialTarget(unit, "", found.fault.sentence)
    return TrialTarget(unit, found.lowered)


def _other_texts(path: str) -> "Mapping[str, str]":
    """Return the routines of a spec or a SQL file, by name and number of arguments."""
    from engine.lower.file import lower_file
    from engine.source.split_file import split
    from specdeck.files.read_spec import read_spec
    from specdeck.files.sql_files import read_source

    source = split(lower_file(read_spec(path)), path) if path.endswith(SPEC_SUFFIXES) else read_source(path)
    if source.fault:
        raise CommandError(source.fault.code, f"{path}: {source.fault.sentence}", source.fault.hint)
    return dict(_pairs(source))


def _pairs(source: "SourceFile") -> Iterator[tuple[str, str]]:
    for unit in source.units:
        if unit.is_routine:
            yield _key(unit.name), unit.text


def _key(name: str) -> str:
    """Return the name without its schema, with the number of its arguments: a spec may spell types otherwise."""
    plain, _, arguments = name.partition("(")
    count = len(arguments.rstrip(")").split(",")) if arguments.rstrip(")") else 0
    return f"{plain.rpartition('.')[2].lower()}/{count}"
