"""A pgTAP file: it is green with the real pg_prove, and red once the routine is changed."""

import shutil
import subprocess
from pathlib import Path
from time import monotonic

import pytest

from engine.source.split_file import split
from engine.trial.schema.schema_statement import schema_statements
from engine.trial.session.export_tap import export_tap
from engine.trial.session.trial_database import open_database
from engine.trial.session.trial_request import TrialRequest
from engine.trial.session.try_routine import try_routine

HAS_PGTAP = shutil.which("pg_prove") and list(Path("/usr/share/postgresql").glob("*/extension/pgtap.control"))
pytestmark = pytest.mark.skipif(not HAS_PGTAP, reason="pg_prove or the extension pgtap is not installed")
SQL = """
CREATE TABLE account (id integer PRIMARY KEY, balance integer NOT NULL);
CREATE FUNCTION withdraw(p_id integer, p_amount integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_left integer;
BEGIN
  IF p_amount < 0 THEN
    RAISE EXCEPTION 'negative: %', p_amount USING ERRCODE = '22023';
  END IF;
  UPDATE account SET balance = balance - p_amount WHERE id = p_id RETURNING balance INTO v_left;
  RETURN v_left;
END $$;
"""


@pytest.fixture(scope="module")
def exported(sandbox):
    source = split(SQL, "account.sql")
    database, unit = open_database(sandbox, schema_statements([source])), source.units[1]
    outcome = try_routine(sandbox, database, TrialRequest(unit, unit.text), monotonic)
    with sandbox.superuser(database.loaded.database) as server:
        server.execute("SET search_path = public; CREATE EXTENSION pgtap")
    return database.loaded.database, export_tap(sandbox, database, unit, outcome)


def pg_prove(sandbox, database: str, text: str, folder: Path) -> str:
    file = folder / "withdraw.sql"
    file.write_text(text)
    command = [
        "pg_prove",
        "-h",
        str(sandbox.server.sockets),
        "-U",
        sandbox.role_of(database),
        "-d",
        database,
        str(file),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_the_file_is_green_where_nothing_changed(sandbox, exported, tmp_path):
    database, text = exported
    assert "throws_ok" in text
    assert "Result: PASS" in pg_prove(sandbox, database, text, tmp_path)


def test_the_file_is_red_where_the_routine_changed(sandbox, exported, tmp_path):
    database, text = exported
    copy = sandbox.create_database(template=database)
    with sandbox.connect(copy) as connection:
        changed = SQL.partition(";")[2].replace("CREATE", "CREATE OR REPLACE").replace("balance - p", "balance + p")
        assert connection.run(changed).error is None
    assert "Result: FAIL" in pg_prove(sandbox, copy, text, tmp_path)
