"""The engine's fingerprint covers the modules that a conversion runs through, and nothing else."""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import engine
import jobs.kinds.convert
from jobs.kinds.convert.engine_fingerprint import converting_modules, fingerprint_of_kind

HOME = Path(engine.__file__).parent
START = Path(jobs.kinds.convert.__file__).parent
CONVERT = """
import json, sys
from jobs.kinds.convert.convert_input import ConvertInput, KeptText, KeptTexts
from jobs.kinds.convert import KIND
body = "BEGIN IF a > 1 THEN RETURN 1; END IF; RETURN 2; END"
sql = f"CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ {body} $$;"
table = "CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL);"
kept = KeptTexts("function", "f(integer)", sql, (KeptText("h", "module: M"),))
KIND.run(ConvertInput("b", "a.sql", "sql", sql + table, (kept,)).to_json())
KIND.run(ConvertInput("b", "a.yaml", "spec", "module: M").to_json())
print(json.dumps([module.__file__ for name, module in sys.modules.items() if name.startswith("engine.")]))
"""


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A copy of the engine, to be changed."""
    home = tmp_path_factory.mktemp("installed") / "engine"
    shutil.copytree(HOME, home, ignore=shutil.ignore_patterns("__pycache__"))
    return home


def covered(home):
    return {path.relative_to(home).as_posix() for path in converting_modules(home, START)}


def test_every_module_that_a_conversion_loads_is_covered():
    loaded = subprocess.run([sys.executable, "-P", "-c", CONVERT], capture_output=True, text=True, check=True).stdout
    names = {Path(file).relative_to(HOME).as_posix() for file in json.loads(loaded)}
    assert names - covered(HOME) == set()


def test_a_proof_rule_is_covered_because_its_family_is():
    rules = {path.relative_to(HOME).as_posix() for path in (HOME / "proof" / "rules").glob("*.py")}
    assert rules <= covered(HOME)


def test_rooms_that_no_conversion_enters_are_not_covered():
    assert not [name for name in covered(HOME) if name.startswith(("export/", "review/decisions/"))]


def test_a_module_that_nothing_imports_changes_nothing(copied):
    before = covered(copied)
    (copied / "unrelated.py").write_text("VALUE = 1\n")
    assert covered(copied) == before


def test_a_module_that_is_imported_lazily_is_covered(copied):
    (copied / "lately.py").write_text("VALUE = 1\n")
    with (copied / "conversion.py").open("a") as module:
        module.write("\n\ndef late():\n    from engine import lately\n\n    return lately\n")
    assert "lately.py" in covered(copied)


def test_threads_compute_fingerprints_at_the_same_time():
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(fingerprint_of_kind.__wrapped__, [START] * 4))
    assert found == {fingerprint_of_kind(START)}
