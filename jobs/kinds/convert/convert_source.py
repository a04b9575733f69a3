"""Convert a SQL file, or prove a spec file.

The texts that are kept for a unit are proved by the same rules at the same time: what people wrote, what waits for a
decision, what an undo would bring back.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from engine.fault import Fault
from engine.record import UnitRecord
from engine.unexpected import attempt
from jobs.job_kind import Payload, Result
from jobs.kinds.convert.convert_input import ConvertInput
from jobs.kinds.convert.convert_output import FILE, ConvertedUnit, ProvedUnit
from jobs.kinds.convert.prove_script_of_file import prove_file
from jobs.kinds.convert.prove_spec_file import prove_units, prove_written_units
from jobs.kinds.convert.reprove import reprove_texts, texts_by_unit


def run(payload: Payload) -> Result:
    """Return what the engine says of each unit; None for the units where nothing had to be done."""
    given = ConvertInput.from_json(payload)
    answer = {"basis": given.basis, "kind": given.kind}
    if given.text is None:
        return answer | {"units": None}
    units = _prove_spec(given, given.text) if given.kind == "spec" else _convert(given, given.text)
    return answer | {"units": [unit.to_json() for unit in units]}


def _prove_spec(given: ConvertInput, text: str) -> Iterator[ProvedUnit]:
    """Prove each unit; then the file as a whole, if it can be read and its script is known."""
    if not given.script:
        yield from prove_units(text, given.path, given.sql)
        return
    found = prove_written_units(text, given.path, given.sql)
    yield from found
    if not any(unit.kind == FILE for unit in found):
        yield prove_file(text, given.path, given.script)


def _convert(given: ConvertInput, text: str) -> Iterator[ConvertedUnit]:
    from engine.conversion import record_file  # heavy, and only workers need it
    from engine.source.split_file import split

    kept = texts_by_unit(given.kept)
    source = split(text, given.path)
    comments = [unit for unit in source.units if unit.kind == "comment"]
    for record in record_file(source):
        sql = record.sql(text)
        found = attempt(partial(_features, record, sql), record.span[0])
        known = replace(record, fault=record.fault or found) if isinstance(found, Fault) else found
        about = tuple(unit.text for unit in comments if unit.name == record.name)
        yield ConvertedUnit(known, reprove_texts(record, sql, kept, about))


def _features(record: UnitRecord, sql: str) -> UnitRecord:
    from engine.triage.conversion_facts import facts_of  # heavy, as above
    from engine.triage.features import features

    return replace(record, features=features(facts_of(record, sql)))
