"""`specdeck try`: a routine against what its spec means, and against another text, in a real PostgreSQL."""

import json
import shutil
from pathlib import Path

import pytest

SQL = """
CREATE TABLE account (id integer PRIMARY KEY, balance integer NOT NULL);
CREATE FUNCTION withdraw(p_id integer, p_amount integer) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE account SET balance = balance - p_amount WHERE id = p_id AND balance >= p_amount;
  RETURN FOUND;
END $$;
"""
HAS_SERVER = bool(shutil.which("postgres") or list(Path("/usr/lib/postgresql").glob("*/bin/postgres")))
pytestmark = pytest.mark.skipif(not HAS_SERVER, reason="PostgreSQL is not installed")


@pytest.fixture
def project(shell):
    shell.write("account.sql", SQL)
    return shell


def test_a_routine_is_tested_against_its_own_spec(project):
    ran = project.specdeck("try", "account.sql", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["verdict"], found["statement_coverage"]) == (0, "tested", 1.0)
    assert found["kill_rate"] > 0.8
    assert found["evidence"]["bound"] == pytest.approx(3 / found["cases"])
    assert found["evidence"]["server"]["server_version"]


def test_another_text_is_refuted_with_a_small_counterexample_that_can_be_replayed(project):
    project.write("other.sql", SQL.replace("balance >= p_amount", "balance > p_amount"))
    ran = project.specdeck("try", "account.sql", "--against", "other.sql", "--evidence", "evidence")
    assert ran.code == 1
    assert "refuted" in ran.out
    assert ran.out.count("INSERT INTO") == 1
    (evidence,) = (project.folder / "evidence").iterdir()
    replayed = project.specdeck("try", "--replay", evidence)
    assert (replayed.code, "as stored" in replayed.out) == (0, True)


def test_a_routine_without_its_schema_is_tried_on_stubs_and_the_verdict_says_so(shell):
    body = "BEGIN RETURN (SELECT total FROM invoices WHERE id = p_id AND total > 10); END"
    shell.write("lone.sql", f"CREATE FUNCTION f(p_id integer) RETURNS numeric LANGUAGE plpgsql AS $$ {body} $$;")
    found = json.loads(shell.specdeck("try", "lone.sql", "--json").out)
    assert (found["verdict"], found["sentence"][:15]) == ("tested", "tested on stubs")
    assert "invoices" in {stub["name"].split(".")[-1] for stub in found["evidence"]["stubs"]}


def test_files_without_the_routine_are_refused(project):
    ran = project.specdeck("try", "account.sql", "--unit", "nothing")
    assert (ran.code, "no such routine" in ran.err) == (2, True)


def test_a_file_that_is_not_evidence_is_refused(project):
    ran = project.specdeck("try", "--replay", "account.sql")
    assert (ran.code, "cannot be read as evidence" in ran.err) == (2, True)
