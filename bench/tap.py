"""Export the regression tests of real projects, and run them with pg_prove in another server.

    python bench/tap.py PATH...

Each PATH is a project. `specdeck export --pgtap` writes its suite. The suite then runs in a server of its own, without
anything of the sandbox, by the commands of its README. The last line is one JSON object; the exit code is 1 if a test
fails.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from scratch.cluster import Cluster, running_cluster

PROGRAM = Path(sys.executable).with_name("specdeck")
_RESULT = re.compile(r"^Files=(\d+), Tests=(\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Project:
    """The files that were written, how long that took, and what pg_prove says of them."""

    path: str
    seconds: float
    files: int
    left_out: int
    tests: int
    is_green: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    paths = parser.parse_args().paths
    with running_cluster() as cluster:
        projects = [_project(cluster, path) for path in paths]
    figures = {
        "projects": len(projects),
        "green": sum(each.is_green for each in projects),
        "files": sum(each.files for each in projects),
        "left_out": sum(each.left_out for each in projects),
        "tests": sum(each.tests for each in projects),
    }
    print(json.dumps(figures))
    return int(figures["green"] < len(projects))


def _project(cluster: Cluster, path: Path) -> Project:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "suite"
        ran = subprocess.run(
            [PROGRAM, "export", "--pgtap", folder, path, "--json"], capture_output=True, text=True, check=False
        )
        exported, seconds = json.loads(ran.stdout), time.monotonic() - started
        output = _pg_prove(cluster, folder, f"tap_{path.name.replace('-', '_')}")
    found = _RESULT.search(output)
    files, tests = (int(found.group(1)), int(found.group(2))) if found else (0, 0)
    is_green = "Result: PASS" in output
    project = Project(path.name, round(seconds, 1), files, len(exported["left_out"]), tests, is_green)
    print(project, flush=True)
    if not is_green:
        print(output[-4000:], file=sys.stderr)
    return project


def _pg_prove(cluster: Cluster, folder: Path, database: str) -> str:
    """Load the schema into a database of the other server, and run the tests there."""
    with cluster.database(database) as name:
        schema = (folder / "schema.sql").read_text(encoding="utf-8")
        problem = cluster.load(name, schema, folder) or cluster.load(name, "CREATE EXTENSION pgtap;", folder)
        if problem:
            return f"the schema was not loaded: {problem}"
        ran = subprocess.run(
            ["pg_prove", "-h", cluster.folder, "-U", "postgres", "-d", name, "--ext", ".sql", "-r", folder / "t"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    return ran.stdout + ran.stderr


if __name__ == "__main__":
    sys.exit(main())
