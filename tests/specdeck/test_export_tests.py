"""`specdeck export --pgtap`: what the routines of a project do, as tests with the schema that they run on."""

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
CREATE FUNCTION today() RETURNS date LANGUAGE sql AS 'SELECT current_date';
"""
HAS_SERVER = bool(shutil.which("postgres") or list(Path("/usr/lib/postgresql").glob("*/bin/postgres")))
pytestmark = pytest.mark.skipif(not HAS_SERVER, reason="PostgreSQL is not installed")


def test_a_suite_has_a_schema_a_file_a_routine_and_says_how_to_run_it(shell):
    shell.write("db/account.sql", SQL)
    ran = shell.specdeck("export", "--pgtap", "tests", "db", "--json")
    assert (ran.code, sorted(ran.json["files"])) == (0, ["README.md", "schema.sql", "t/withdraw-integer-integer.sql"])
    assert ran.json["left_out"] == ["today(): it reads the clock or random numbers"]
    readme = (shell.folder / "tests" / "README.md").read_text()
    assert ("pg_prove -d regression" in readme, "- today(): it reads the clock" in readme) == (True, True)
    assert "CREATE TABLE public.account" in (shell.folder / "tests" / "schema.sql").read_text()


def test_a_folder_with_files_of_somebody_else_is_refused(shell):
    shell.write("db/account.sql", SQL)
    shell.write("tests/mine.sql", "SELECT 1;")
    ran = shell.specdeck("export", "--pgtap", "tests", "db")
    assert (ran.code, "contains other files" in ran.err) == (4, True)
