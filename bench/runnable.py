"""How many routines can be run in the sandbox: alone with stubs, and with the DDL of their project.

    python bench/runnable.py PATH... [--sample N] [--seed S] [--exclude REGEX] [--list]

Each PATH is a project. A routine is alone in a database of its own, or in a copy of one into which the DDL of its
project was loaded; stubs stand for what is still missing. It runs if at least one call ends without an error that
means that the text does not fit the schema (class 42 except denied rights, and 3F000). It is complete if no statement
of it has such an error, whatever path a call takes. Routines in other languages than SQL and PL/pgSQL, and templates,
are left out. The last line is one JSON object.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from corpora.files import LEFT_OUT, files_of
from probes.calls import call_errors

from engine.source.load_order import load_order
from engine.source.split_file import split
from engine.source.unit import SourceFile, Unit
from engine.trial.routine.body_view import BodyView, body_view
from engine.trial.routine.routine_text import UntriableError, routine_text
from engine.trial.sandbox.sandbox import Sandbox, running_sandbox
from engine.trial.schema.load_schema import load_schema
from engine.trial.schema.read_schema import read_schema
from engine.trial.schema.schema_statement import schema_statements
from engine.trial.schema.trial_schema import TrialSchema
from engine.trial.stubs.server_demands import is_undefined
from engine.trial.stubs.stub_missing import stub_missing


@dataclass
class Count:
    """Routines that were tried, that run, and that are complete, and why others do not run."""

    tried: int = 0
    runs: int = 0
    complete: int = 0
    stubs: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def figures(self, kind: str) -> dict[str, object]:
        tried = max(self.tried, 1)
        return {
            f"{kind}_routines": self.tried,
            f"{kind}_runnable_share": round(self.runs / tried, 4),
            f"{kind}_complete_share": round(self.complete / tried, 4),
            f"{kind}_stubs_per_routine": round(self.stubs / tried, 1),
        }


def main() -> None:
    options = _options()
    started, counts = perf_counter(), {"lone": Count(), "with_ddl": Count()}
    projects = [(path, list(_sources(path, options.exclude))) for path in options.paths]
    routines = {path: list(_routines(sources)) for path, sources in projects}
    chance = random.Random(options.seed)
    every = sorted({unit.text: (path, unit) for path, units in routines.items() for unit in units}.values(), key=_name)
    chosen = chance.sample(every, min(options.sample or len(every), len(every)))
    with running_sandbox() as sandbox:
        for path, sources in projects:
            mine = [unit for project, unit in chosen if project == path]
            for line in _project(sandbox, sources, mine, counts) if mine else ():
                if options.list:
                    print(line, flush=True)
    figures = {name: value for kind, count in counts.items() for name, value in count.figures(kind).items()}
    print(json.dumps({**figures, "seconds": round(perf_counter() - started, 1)}))


def _name(entry: tuple[Path, Unit]) -> tuple[str, str]:
    return str(entry[0]), entry[1].text


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="that many routines of all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--exclude", default=LEFT_OUT, help="leave out files whose path below PATH matches")
    parser.add_argument("--list", action="store_true", help="print what does not run, and why")
    return parser.parse_args()


def _sources(path: Path, exclude: str) -> Sequence[SourceFile]:
    texts = ((file, file.read_bytes()) for file in files_of([path], exclude))
    return load_order([split(text.decode("utf-8", "replace"), str(file)) for file, text in texts])


def _routines(sources: Sequence[SourceFile]) -> Iterator[Unit]:
    for source in sources:
        for unit in source.units:
            if unit.is_routine and unit.fault is None and not unit.template and unit.language in {"sql", "plpgsql"}:
                yield unit


def _project(
    sandbox: Sandbox, sources: Sequence[SourceFile], units: Sequence[Unit], counts: dict[str, Count]
) -> Iterator[str]:
    """Judge the routines of a project, and return what does not run."""
    loaded = load_schema(sandbox, schema_statements(sources))
    with sandbox.connect(loaded.database) as connection:
        schema = read_schema(connection)
    for unit in units:
        for kind, template, known in (("lone", "", TrialSchema()), ("with_ddl", loaded.database, schema)):
            reason = _judge(sandbox, template, unit, known, counts[kind])
            if reason:
                yield f"{kind}: {unit.name}: {reason}"
    sandbox.drop_database(loaded.database)


def _judge(sandbox: Sandbox, template: str, unit: Unit, schema: TrialSchema, count: Count) -> str:
    count.tried += 1
    try:
        view = body_view(routine_text(unit))
    except UntriableError as error:
        return error.fault.sentence
    database = sandbox.create_database(template=template)
    try:
        stubbed = stub_missing(sandbox, database, view, _trigger_table(schema, view))
        with sandbox.connect(database) as connection:
            connection.run(f"SET search_path = {', '.join([*unit.search_path, 'public'])}")
            errors = call_errors(connection, view)
    finally:
        sandbox.drop_database(database)
    runs = any(not is_undefined(error) for error in errors)
    count.runs += runs
    count.complete += runs and not stubbed.errors
    count.stubs += len(stubbed.stubs)
    if runs:
        return ""
    first = next(iter(stubbed.errors), None) or next((each for each in errors if each), None)
    return f"{first.sqlstate} {first.message}" if first else "it cannot be called"


def _trigger_table(schema: TrialSchema, view: BodyView) -> str:
    name = view.routine.path[-1]
    found = [each.table for each in schema.triggers if each.function.endswith(f'"{name}"')]
    return found[0].replace('"', "") if found else ""


if __name__ == "__main__":
    main()
