"""A spec file read, lowered and compared, unit by unit, with the SQL of the same names."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.source.unit import Unit
    from engine.spec.document.file import SpecFile

Sql = Mapping[str, str]


def prove_units(text: str, path: str, sql: Sequence[Sql]) -> list[dict[str, object]]:
    """What is known about each unit of a spec file; one that cannot be read is a single unit with an error."""
    from engine.lower.error import LowerError  # heavy, and only workers run
    from engine.spec.reader import read_spec
    from engine.spec.spec_error import SpecError
    from engine.spec.spec_parts import split_parts

    originals = _by_name(sql)
    try:
        return [unit for part in split_parts(read_spec(text, path)) for unit in _proved(part, path, originals)]
    except SpecError as error:
        return [_broken(path, error.code, f"line {error.line}, column {error.column}: {error.sentence}", error.hint)]
    except (LowerError, RecursionError) as error:
        return [_broken(path, getattr(error, "code", "spec.too_deep"), str(error), "Correct the spec.")]


def _proved(part: "SpecFile", path: str, originals: Mapping[tuple[str, str], Sql]) -> Iterator[dict[str, object]]:
    """What a part makes: the unit that it is of, which has its text, and what comes along with that."""
    from engine.lower.file import lower_file
    from engine.source.split_file import split

    texts: dict[str, object] | None = None
    for unit in split(lower_file(part), path).units:
        original = originals.get((unit.kind, unit.name))
        if texts is None and unit.kind not in ("set", "comment") and original is not None:
            texts = _texts(part, original)
            yield _compared(original["kind"], original["name"], unit.text, original) | texts
        elif unit.kind != "set":
            yield _compared(unit.kind, unit.name, unit.text, original)


def _texts(part: "SpecFile", original: Sql) -> dict[str, object]:
    """The part by itself, under the title that the lift gives it, and its SQL."""
    from engine.compose_file import with_title
    from engine.conversion import convert_unit, lower_spec
    from engine.spec.reader import read_spec
    from engine.spec.writer import write_spec

    lift = convert_unit(_unit(original)).spec
    alone = with_title(part, read_spec(lift)) if lift else part
    return {"spec": write_spec(alone).text, "lowered": lower_spec(alone)}


def _by_name(sql: Sequence[Sql]) -> Mapping[tuple[str, str], Sql]:
    """The SQL under its names: the one it is known by, and the one it has without the search path of its file."""
    alone = {(unit["kind"], _unit(unit).name): unit for unit in sql}
    return alone | {(unit["kind"], unit["name"]): unit for unit in sql}


def _unit(sql: Sql) -> "Unit":
    from engine.source.span import Span
    from engine.source.split_file import split
    from engine.source.unit import Unit

    found = split(sql["text"]).units
    return found[0] if found else Unit(sql["kind"], sql["name"], Span(0, len(sql["text"])), sql["text"])


def _compared(kind: str, name: str, lowered: str, original: Sql | None) -> dict[str, object]:
    from engine.proof.prove import prove

    known: dict[str, object] = {"kind": kind, "name": name, "sql": None, "verdict": "unverified", "evidence": None}
    if original is None:
        error = ["spec.no_sql", f"No SQL in the project defines {name}.", "Add its SQL, or correct the name."]
        return known | {"error": error}
    verdict = prove(original["text"], lowered)
    proof = {"sql": original["hash"], "verdict": verdict.kind.value, "evidence": verdict.evidence.to_json()}
    return known | proof | {"error": None}


def _broken(path: str, code: str, sentence: str, hint: str) -> dict[str, object]:
    error = [code, sentence, hint]
    return {"kind": "file", "name": path, "sql": None, "verdict": "unverified", "evidence": None, "error": error}
