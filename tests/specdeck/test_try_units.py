"""`specdeck try UNIT`: the daemon tries a unit of a project, and what it finds counts for the review."""

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
OTHER = """\
actions:
  - name: withdraw
    params: {p_id: integer, p_amount: integer}
    returns: boolean
    traits: {language: plpgsql}
    steps:
      - update: {table: account, set: {balance: balance - p_amount}, where: id = p_id AND balance > p_amount}
      - return: FOUND
"""
HAS_SERVER = bool(shutil.which("postgres") or list(Path("/usr/lib/postgresql").glob("*/bin/postgres")))
pytestmark = pytest.mark.skipif(not HAS_SERVER, reason="PostgreSQL is not installed")


@pytest.fixture(scope="module")
def shop(shared_shell):
    shared_shell.write("db/account.sql", SQL)
    shared_shell.write("policy.toml", "trials = true")
    shared_shell.write("other.yaml", OTHER)
    assert shared_shell.specdeck("project", "add", "shop", "db").code == 0
    assert shared_shell.specdeck("wait").code == 0
    return shared_shell


def test_a_project_has_to_allow_that_its_sql_runs(shop):
    ran = shop.specdeck("try", "withdraw")
    assert (ran.code, "does not allow" in ran.err, "trials = true" in ran.err) == (1, True, True)


def test_a_wrong_edit_is_refuted_and_no_reason_waives_that(shop):
    assert shop.specdeck("policy", "set", "shop", "policy.toml").code == 0
    assert shop.specdeck("review", "edit", "withdraw", "--file", "other.yaml").code == 0
    ran = shop.specdeck("try", "withdraw", "--json")
    assert (ran.code, ran.json["verdict"], len(ran.json["lines"])) == (1, "refuted", 2)
    (found,) = shop.specdeck("review", "list", "--where", "verdict:refuted", "--json").json
    assert found["name"] == "withdraw(integer, integer)"
    review = shop.specdeck("review", "show", "withdraw", "--json").json
    assert review["causes"][0]["sentence"].startswith("Refuted by a case: ")
    assert shop.specdeck("review", "approve", "withdraw", "--waive", "looks right").code != 0
    assert shop.specdeck("audit", "replay").code == 0


def test_a_table_is_nothing_to_try(shop):
    ran = shop.specdeck("try", "account")
    assert (ran.code, "is not a routine" in ran.err) == (1, True)


def test_options_for_files_are_refused_for_units(shop):
    ran = shop.specdeck("try", "withdraw", "--evidence", "evidence")
    assert (ran.code, "--evidence works with files" in ran.err) == (2, True)
