"""`specdeck learn`: run a cycle, look back, verify, export, switch."""

import json

import pytest

SQL = "".join(
    f"CREATE FUNCTION mill.f{n}(a integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN a + {n}; END $$;\n"
    for n in range(4)
)


@pytest.fixture(scope="module")
def mill(shared_shell):
    """A project with one approval and one rejection, from which it learned."""
    shared_shell.write("db/mill.sql", SQL)
    shared_shell.specdeck("project", "add", "mill", "db")
    shared_shell.specdeck("wait")
    shared_shell.specdeck("review", "approve", "mill.f0(integer)")
    shared_shell.specdeck("review", "reject", "mill.f1(integer)", "--reason", "wrong meaning", "--feedback", "no")
    shared_shell.specdeck("learn", "now", "mill")
    shared_shell.specdeck("wait")
    return shared_shell


def test_a_replay_agrees_with_the_daemon(mill):
    ran = mill.specdeck("learn", "rebuild", "mill", "--verify", "--json")
    assert (ran.code, ran.json["is_equal"]) == (0, True), ran.err
    assert ran.json["live"] == ran.json["replayed"] != ""


def test_an_earlier_moment_knows_fewer_decisions(mill):
    assert mill.specdeck("learn", "at", "2000-01-01", "mill", "--json").json["decisions"] == 0
    assert mill.specdeck("learn", "at", "999999", "mill", "--json").json["decisions"] == 2
    wrong = mill.specdeck("learn", "at", "yesterday", "mill")
    assert (wrong.code, "neither a number nor a time" in wrong.err) == (2, True)


def test_the_log_is_exported_as_lines_and_as_a_table_of_labels(mill):
    lines = [json.loads(line) for line in mill.specdeck("learn", "export", "mill").out.splitlines()]
    assert sorted(line["kind"] for line in lines) == ["arrived", "decided", "decided"]
    assert mill.specdeck("learn", "export", "mill", "--format", "parquet", "--to", "labels.parquet").code == 0
    from pyarrow import parquet

    table = parquet.read_table(mill.folder / "labels.parquet")
    assert table.num_rows == 2
    assert {"credit", "unit", "branches", "tokens"} <= set(table.column_names)
    assert mill.specdeck("learn", "export", "mill", "--format", "parquet").code == 2


def test_a_unit_says_why(mill):
    ran = mill.specdeck("learn", "why", "mill.f2(integer)", "--json")
    assert ran.code == 0, ran.err
    assert ran.json["lane"] in {"spot", "review"}
    assert ran.json["reasons"]


def test_a_drill_measures_what_a_reviewer_misses(mill):
    ran = mill.specdeck("learn", "drill", "mill", "--items", "4", "--seed", "2", stdin="y\n" * 4)
    assert ran.code == 0, ran.err
    assert (ran.out.count("\nright"), ran.out.count("\nwrong")) != (0, 0)
    drill = mill.specdeck("triage", "status", "mill", "--json").json["drill"]
    assert drill["planted"] == drill["missed"] > 0  # everything was accepted
    assert drill["planted"] + drill["sound"] == 4
    assert drill["rejected"] == 0


def test_the_challenger_is_promoted_only_with_evidence(mill):
    listed = mill.specdeck("learn", "models", "list", "mill")
    assert "challenger" in listed.out and "of the 20" in listed.out
    ran = mill.specdeck("learn", "models", "promote", "tree")
    assert (ran.code, "not enough evidence" in ran.err) == (1, True)
    assert "gives the confidence already" in mill.specdeck("learn", "models", "rollback").err


def test_without_learning_every_unit_waits_for_a_person(mill):
    assert mill.specdeck("learn", "off", "mill").out == "Learning is off.\n"
    status = mill.specdeck("triage", "status", "mill", "--json").json
    assert (status["enabled"], status["lanes"]) == (False, {})
    assert "learning is off" in mill.specdeck("triage", "status", "mill").out
    assert mill.specdeck("learn", "on", "mill").code == 0
