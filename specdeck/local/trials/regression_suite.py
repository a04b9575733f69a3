"""The cases of a whole project as pgTAP tests, with the schema that they run on."""

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.source.unit import SourceFile, Unit
    from engine.trial.sandbox.sandbox import Sandbox
    from engine.trial.session.trial_database import TrialDatabase

SCHEMA_FILE, README_FILE, FOLDER = "schema.sql", "README.md", "t"
LANGUAGES = frozenset({"sql", "plpgsql"})
Report = Callable[[str], None]


@dataclass(slots=True)
class RegressionSuite:
    """The files by their paths, and the routines without one, each with its reason."""

    files: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def regression_suite(files: "Sequence[SourceFile]", report: Report | None = None) -> RegressionSuite:
    """Try every routine of some files on generated cases, and keep what it does as tests."""
    from engine.source.load_order import load_order
    from engine.trial.pgtap.suite_readme import suite_readme
    from engine.trial.sandbox.dump_schema import dump_schema
    from engine.trial.sandbox.sandbox import running_sandbox
    from engine.trial.schema.schema_statement import schema_statements
    from engine.trial.session.trial_database import open_database

    suite, report = RegressionSuite(), report or _show_on_terminal
    sources = [each for each in load_order(list(files)) if each.fault is None]
    with running_sandbox() as sandbox:
        database = open_database(sandbox, schema_statements(sources))
        units = _routines(sources)
        for number, unit in enumerate(units, 1):
            report(f"{number} of {len(units)}: {unit.name}")
            _add(suite, sandbox, database, unit)
        written = len(suite.files)
        suite.files[SCHEMA_FILE] = dump_schema(sandbox, database.loaded.database)
    report("")
    suite.files[README_FILE] = suite_readme(written, suite.left_out)
    return suite


def _show_on_terminal(line: str) -> None:
    """Show progress in one line of a terminal, and nothing in a log."""
    if sys.stderr.isatty():
        print(f"\r\033[K{line[:78]}", end="", file=sys.stderr, flush=True)


def _routines(sources: "Sequence[SourceFile]") -> "list[Unit]":
    """Return the last definition of each routine."""
    every = (unit for source in sources for unit in source.units if unit.is_routine and unit.node is not None)
    last = {unit.name: unit for unit in every if not unit.fault}
    return [unit for unit in last.values() if unit.language in LANGUAGES and not unit.template]


def _add(suite: RegressionSuite, sandbox: "Sandbox", database: "TrialDatabase", unit: "Unit") -> None:
    from engine.trial.session.export_tap import export_tap, why_no_file
    from engine.trial.session.trial_request import TrialRequest
    from engine.trial.session.try_routine import try_routine

    outcome = try_routine(sandbox, database, TrialRequest(unit, unit.text), monotonic)
    text = export_tap(sandbox, database, unit, outcome)
    if text is None:
        reason = why_no_file(unit, outcome) or "no case does the same twice"
        suite.left_out.append(f"{unit.name}: {reason}")
        return
    suite.files[_free_path(suite, unit.name)] = text


def _free_path(suite: RegressionSuite, unit: str) -> str:
    """Return a name that no other file has, on systems too that ignore the case of names."""
    name = re.sub(r"[^\w.]+", "-", unit).strip("-")[:100]
    taken = {path.casefold() for path in suite.files}
    found, number = f"{FOLDER}/{name}.sql", 1
    while found.casefold() in taken:
        number += 1
        found = f"{FOLDER}/{name}-{number}.sql"
    return found
