"""Prove a spec file, unit by unit, against the SQL of the same names."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.fault import Fault
from engine.unexpected import unexpected_fault
from jobs.kinds.convert.convert_input import NamedText
from jobs.kinds.convert.convert_output import FILE, ProvedUnit

if TYPE_CHECKING:
    from engine.source.unit import Unit
    from engine.spec.document.file import SpecFile

    Complete = Callable[[ProvedUnit, SpecFile, NamedText], ProvedUnit]

SqlByName = Mapping[tuple[str, str], NamedText]


def prove_units(text: str, path: str, sql: Sequence[NamedText]) -> list[ProvedUnit]:
    """Return what is known of each unit of a spec file; an unreadable file is one unit with a fault."""
    return _prove_units(text, path, sql, _with_texts)


def prove_written_units(text: str, path: str, sql: Sequence[NamedText]) -> list[ProvedUnit]:
    """Do the same for a file that holds what we wrote: the texts of its units are known, and take half of the time."""
    return _prove_units(text, path, sql, lambda proved, _part, _original: proved)


def _prove_units(text: str, path: str, sql: Sequence[NamedText], complete: "Complete") -> list[ProvedUnit]:
    from engine.lower.error import LowerError  # heavy, and only workers need it
    from engine.spec.reader import read_spec
    from engine.spec.spec_error import SpecError
    from engine.spec.spec_parts import split_parts

    originals = _by_name(sql)
    try:
        return [
            unit for part in split_parts(read_spec(text, path)) for unit in _proved(part, path, originals, complete)
        ]
    except SpecError as error:
        fault = replace(error.fault, sentence=f"line {error.line}, column {error.column}: {error.sentence}")
    except LowerError as error:
        fault = error.fault
    except RecursionError:
        fault = Fault("spec.too_deep", "The spec is nested too deeply to be checked.", "Split the routine.")
    except Exception as error:  # noqa: BLE001  the boundary around one file: no unit may end a run
        fault = unexpected_fault(error)
    return [ProvedUnit(FILE, path, fault=fault)]


def _proved(part: "SpecFile", path: str, originals: SqlByName, complete: "Complete") -> Iterator[ProvedUnit]:
    """The unit that a part is of, with its own text, and the statements that come along with it."""
    from engine.lower.file import lower_file
    from engine.source.split_file import split

    is_first = True
    for unit in split(lower_file(part), path).units:
        original = originals.get((unit.kind, unit.name))
        if is_first and unit.kind not in ("set", "comment") and original is not None:
            is_first = False
            yield complete(_compared(original.kind, original.name, unit.text, original), part, original)
        elif unit.kind != "set":
            yield _compared(unit.kind, unit.name, unit.text, original)


def _with_texts(proved: ProvedUnit, part: "SpecFile", original: NamedText) -> ProvedUnit:
    """Add the part by itself, under the title that the lift gives it, and its SQL."""
    from engine.compose_file import with_title
    from engine.conversion import convert_unit, lower_spec
    from engine.spec.reader import read_spec
    from engine.spec.writer import write_spec

    lift = convert_unit(_unit(original)).spec
    alone = with_title(part, read_spec(lift)) if lift else part
    return replace(proved, spec=write_spec(alone).text, lowered=lower_spec(alone))


def _by_name(sql: Sequence[NamedText]) -> SqlByName:
    """The SQL under its names: the one it is known by, and the one it has without the search path of its file."""
    alone = {(unit.kind, _unit(unit).name): unit for unit in sql}
    return alone | {(unit.kind, unit.name): unit for unit in sql}


def _unit(sql: NamedText) -> "Unit":
    from engine.source.span import Span
    from engine.source.split_file import split
    from engine.source.unit import Unit

    found = split(sql.text).units
    if found:
        return found[0]
    return Unit(sql.kind, sql.name, Span(0, len(sql.text)), sql.text)


def _compared(kind: str, name: str, lowered: str, original: NamedText | None) -> ProvedUnit:
    from engine.proof.prove import prove

    if original is None:
        sentence = f"No SQL in the project defines {name}."
        return ProvedUnit(kind, name, fault=Fault("spec.no_sql", sentence, "Add its SQL, or correct the name."))
    verdict = prove(original.text, lowered)
    return ProvedUnit(kind, name, original.hash, verdict.kind.value, verdict.to_record())
