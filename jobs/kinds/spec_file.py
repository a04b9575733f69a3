"""A spec file read, lowered and compared, unit by unit, with the SQL of the same names."""

from collections.abc import Mapping, Sequence


def prove_units(text: str, path: str, sql: Sequence[Mapping[str, str]]) -> list[dict[str, object]]:
    """What is known about each unit of a spec file; one that cannot be read is a single unit with an error."""
    from engine.lower.error import LowerError  # heavy, and only workers run
    from engine.lower.file import lower_file
    from engine.source.splitting import split
    from engine.spec.errors import SpecError
    from engine.spec.reader import read

    try:
        lowered = split(lower_file(read(text, path)), path)
    except SpecError as error:
        return [_broken(path, error.code, f"line {error.line}, column {error.column}: {error.sentence}", error.hint)]
    except (LowerError, RecursionError) as error:
        return [_broken(path, getattr(error, "code", "too-deep"), str(error), "Correct the spec.")]
    originals = {(unit["kind"], unit["name"]): unit for unit in sql}
    return [_compared(unit.kind, unit.name, unit.text, originals.get((unit.kind, unit.name))) for unit in lowered.units]


def _compared(kind: str, name: str, lowered: str, original: Mapping[str, str] | None) -> dict[str, object]:
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
