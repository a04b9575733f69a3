"""A file becomes conversions: each unit lifted, written, read again, lowered and proved; one job a file.

The texts that are kept for a unit are proved as well, by the same rules at the same time: what people wrote, what waits
for a decision, what an undo would bring back. A file of specs is read instead, and each of its units proved against the
SQL of its name.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, cast

from jobs.kinds import engine_fingerprint, prove_spec_file, reprove
from jobs.kinds.desk import ConvertedUnit, ProvedText, ProvedUnit, Reading, Writing
from jobs.kinds.kind import JobKind, JobQueue, Payload, Result

COUNTS = ("statements", "structured", "raw", "opaque_tokens", "tokens")


def inputs(reading: Reading, subject: str) -> Payload:
    """The text, unless it was converted by the same rules before. A spec depends on SQL too, so it is always read."""
    source = reading.source(subject)
    basis = engine_fingerprint.conversion_basis(source.hash)
    payload = {"basis": basis, "path": source.path, "kind": source.kind}
    if source.text is None or (source.kind == "sql" and reading.basis(subject) == basis):
        return payload | {"text": None}
    if source.kind == "spec":
        return payload | {"text": source.text, "sql": [asdict(unit) for unit in reading.mentioned(subject)]}
    return payload | {"text": source.text, "kept": [asdict(each) for each in reading.kept(subject)]}


def run(payload: Payload) -> Result:
    """Convert, or read and prove."""
    answer = {"basis": payload["basis"], "kind": payload["kind"]}
    if payload["text"] is None:
        return answer | {"units": None}
    if payload["kind"] == "spec":
        sql = cast(list[Mapping[str, str]], payload["sql"])
        return answer | {"units": prove_spec_file.prove_units(str(payload["text"]), str(payload["path"]), sql)}
    texts = reprove.texts_by_unit(cast(list[Mapping[str, Any]], payload["kept"]))
    return answer | {"units": _convert(str(payload["text"]), str(payload["path"]), texts)}


def apply(writing: Writing, subject: str, result: Result) -> Result:
    """Record what came out, unless nothing had to be done or the file has changed since."""
    source = writing.source(subject)
    if source.text is None or result["basis"] != engine_fingerprint.conversion_basis(source.hash):
        return {"outdated": True}
    if result["units"] is None:
        return {"unchanged": True}
    units = cast(list[dict[str, Any]], result["units"])
    verdicts = Counter("error" if unit["error"] else unit["verdict"] for unit in units)
    if result["kind"] == "spec":
        writing.record_spec(subject, str(result["basis"]), [ProvedUnit(**unit) for unit in units])
        return dict(verdicts)
    news = writing.record_conversions(subject, str(result["basis"]), [_unit(source.text, unit) for unit in units])
    return {**verdicts, "new": news}


def _convert(text: str, path: str, texts: reprove.Texts) -> list[dict[str, object]]:
    from engine.conversion import convert_file  # heavy, and only workers run
    from engine.source.split_file import split

    occurrences: Counter[tuple[str, str]] = Counter()
    units = []
    for conversion in convert_file(split(text, path)):
        key = (conversion.kind, conversion.unit)
        unit = _wired(conversion, occurrences[key])
        units.append(unit | {"form": _form(conversion, text), "proofs": _proofs(unit, text, texts)})
        occurrences[key] += 1
    return units


def _wired(conversion: Any, occurrence: int) -> dict[str, object]:  # noqa: ANN401  engine's Conversion, a lazy import
    verdict, counts, fault = conversion.verdict, conversion.counts, conversion.fault
    return {
        "kind": conversion.kind,
        "name": conversion.unit,
        "occurrence": occurrence,
        "language": conversion.language,
        "span": [conversion.span.start, conversion.span.end],
        "spec": conversion.spec,
        "lowered": conversion.lowered,
        "entity": conversion.entity,
        "verdict": verdict.kind.value if verdict else "unverified",
        "evidence": verdict.evidence.to_json() if verdict else None,
        "links": [_link(link, conversion.span.start) for link in conversion.links],
        "counts": {name: getattr(counts, name) for name in COUNTS},
        "error": None if fault is None else [fault.code, fault.sentence, fault.hint],
    }


def _proofs(unit: Mapping[str, Any], text: str, texts: reprove.Texts) -> list[dict[str, object]]:
    start, end = unit["span"]
    return reprove.reprove_texts(
        reprove.CurrentLift(unit["kind"], unit["name"], text[start:end], unit["spec"], unit["links"]), texts
    )


def _form(conversion: Any, text: str) -> str | None:  # noqa: ANN401  engine's Conversion, a lazy import
    from engine.proof.shape_hash import shape_hash
    from engine.source.unit import ROUTINES

    if conversion.kind not in ROUTINES or conversion.fault:
        return None
    return shape_hash(text[conversion.span.start : conversion.span.end], conversion.language)


def _link(link: Any, begin: int) -> list[object]:  # noqa: ANN401  engine.lift's Link
    """Its characters of the SQL counted from where its unit begins, since a unit is kept and shown without its file."""
    sql = [link.sql.start - begin, link.sql.end - begin]
    return [list(link.path), sql, [link.yaml.start, link.yaml.end], str(link.kind)]


def _unit(text: str, unit: dict[str, Any]) -> ConvertedUnit:
    start, stop = unit.pop("span")
    proofs = tuple(ProvedText(**proof) for proof in unit.pop("proofs"))
    return ConvertedUnit(**unit, sql=text[start:stop], proofs=proofs)


KIND = JobKind("convert", JobQueue.CPU, inputs, run, apply, timeout=600.0)
