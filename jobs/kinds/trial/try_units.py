"""Try the routines of a file in one sandbox, each with the quick budget."""

from collections.abc import Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from jobs.job_kind import KindError, Payload, Result
from jobs.kinds.trial.trial_contract import SchemaFile, UnitToTry, UnitTrial

if TYPE_CHECKING:
    from engine.trial.sandbox.sandbox import Sandbox
    from engine.trial.session.trial_database import TrialDatabase

_SECONDS = 1500.0  # for all routines of a file; the rest waits for the next trial


def run(payload: Payload) -> Result:
    """Return the verdict on each routine; a server that cannot be started is an error with what to do."""
    units = [UnitToTry.from_json(each) for each in cast(Sequence[Mapping[str, Any]], payload["units"])]
    files = [SchemaFile(**each) for each in cast(Sequence[dict[str, str]], payload["files"])]
    if not units:
        return {"trials": []}
    return {"trials": [each.to_json() for each in _tried(files, units)]}


def _tried(files: Sequence[SchemaFile], units: Sequence[UnitToTry]) -> list[UnitTrial]:
    from engine.trial.sandbox.sandbox import running_sandbox
    from engine.trial.sandbox.sandbox_error import SandboxError

    try:
        with running_sandbox() as sandbox:
            return list(_trials(sandbox, _database(sandbox, files), units))
    except SandboxError as error:
        raise KindError(error.code, error.sentence, error.fault.hint) from error


def _database(sandbox: "Sandbox", files: Sequence[SchemaFile]) -> "TrialDatabase":
    from engine.source.load_order import load_order
    from engine.source.split_file import split
    from engine.trial.schema.schema_statement import schema_statements
    from engine.trial.session.trial_database import open_database

    sources = [each for each in load_order([split(file.text, file.path) for file in files]) if each.fault is None]
    return open_database(sandbox, schema_statements(sources))


def _trials(sandbox: "Sandbox", database: "TrialDatabase", units: Sequence[UnitToTry]) -> Iterator[UnitTrial]:
    from engine.source.split_file import split
    from engine.trial.session.trial_request import TrialRequest
    from engine.trial.session.try_routine import try_routine

    started = monotonic()
    for unit in units:
        if monotonic() - started > _SECONDS:
            return
        request = TrialRequest(split(unit.sql, "").units[0], unit.lowered)
        evidence = try_routine(sandbox, database, request, monotonic).evidence
        yield UnitTrial(
            unit.conversion, unit.sql_hash, unit.lowered_hash, evidence.kind.value, evidence.sentence,
            evidence.counterexample_lines, evidence.to_json(),
        )  # fmt: skip
