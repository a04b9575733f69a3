"""Write the cases of routines of real projects as pgTAP files, and run these with pg_prove in another server.

    python bench/tap.py PATH... [--sample N] [--seed S]

Each PATH is a project. Its schema is loaded in a sandbox, some of its routines are tried, and their cases are written.
The schema is then dumped into a server of its own, without anything of the sandbox, where pg_prove runs the files. The
last line is one JSON object; the exit code is 1 if a test fails.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpora.sources import sources_of
from scratch.cluster import Cluster, running_cluster

from engine.conversion import convert_unit
from engine.source.load_order import load_order
from engine.source.unit import SourceFile, Unit
from engine.trial.sandbox.sandbox import Sandbox, running_sandbox
from engine.trial.schema.schema_statement import schema_statements
from engine.trial.session.export_tap import export_tap
from engine.trial.session.trial_database import TrialDatabase, open_database
from engine.trial.session.trial_request import TrialRequest
from engine.trial.session.try_routine import try_routine

_RESULT = re.compile(r"^Files=(\d+), Tests=(\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Project:
    """The files that were written, and what pg_prove says of them."""

    path: str
    tried: int
    files: int
    tests: int
    is_green: bool


def main() -> int:
    options = _options()
    with running_sandbox() as sandbox, running_cluster() as cluster:
        projects = [_project(sandbox, cluster, path, options) for path in options.paths]
    figures = {
        "projects": len(projects),
        "green": sum(each.is_green for each in projects),
        "tried": sum(each.tried for each in projects),
        "files": sum(each.files for each in projects),
        "tests": sum(each.tests for each in projects),
    }
    print(json.dumps(figures))
    return int(figures["green"] < len(projects))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--sample", type=int, default=15, metavar="N", help="routines of each project")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _project(sandbox: Sandbox, cluster: Cluster, path: Path, options: argparse.Namespace) -> Project:
    sources = load_order(list(sources_of(path)))
    database = open_database(sandbox, schema_statements(sources))
    units = _sample(sources, options)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for number, unit in enumerate(units):
            _write(sandbox, database, unit, folder / f"{number:03}.sql")
        files = len(list(folder.iterdir()))
        output = _pg_prove(sandbox, cluster, database, folder) if files else ""
    found = _RESULT.search(output)
    project = Project(path.name, len(units), files, int(found.group(2)) if found else 0, "Result: PASS" in output)
    print(project, flush=True)
    if not project.is_green:
        print(output[-4000:], file=sys.stderr)
    return project


def _sample(sources: Sequence[SourceFile], options: argparse.Namespace) -> list[Unit]:
    last = {unit.name: unit for source in sources for unit in source.units if unit.is_routine and not unit.fault}
    every = [unit for unit in last.values() if unit.language in {"sql", "plpgsql"} and not unit.template]
    return random.Random(options.seed).sample(every, min(options.sample, len(every)))


def _write(sandbox: Sandbox, database: TrialDatabase, unit: Unit, file: Path) -> None:
    outcome = try_routine(sandbox, database, TrialRequest(unit, convert_unit(unit).lowered), time.monotonic)
    text = export_tap(sandbox, database, unit, outcome)
    if text:
        file.write_text(text)


def _pg_prove(sandbox: Sandbox, cluster: Cluster, database: TrialDatabase, folder: Path) -> str:
    """Copy the schema to the other server, and run the files there."""
    sockets = str(sandbox.server.sockets)
    dump = subprocess.run(
        [cluster.programs / "pg_dump", "--schema-only", "--no-owner", "--no-privileges", "-N", "specdeck_trial",
         "-h", sockets, "-U", "postgres", database.loaded.database],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    with cluster.database(f"tap_{database.loaded.database}") as name:
        problem = cluster.load(name, dump.stdout, folder) or cluster.load(name, "CREATE EXTENSION pgtap;", folder)
        if problem:
            return f"the schema was not copied: {problem}"
        ran = subprocess.run(
            ["pg_prove", "-h", str(cluster.folder), "-U", "postgres", "-d", name, "--ext", ".sql", "-r", str(folder)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    return ran.stdout + ran.stderr


if __name__ == "__main__":
    sys.exit(main())
