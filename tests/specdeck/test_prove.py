"""`specdeck prove` and `specdeck lower`: specs compared with their SQL."""

import json

import pytest

SQL = "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN a + 1; END $$;"


@pytest.fixture
def pair(shell):
    """A SQL file and its spec."""
    shell.write("f.sql", SQL)
    shell.write("f.yaml", json.loads(shell.specdeck("lift", "f.sql", "--json").out)["spec"])
    return shell


def proofs(ran):
    """The objects that `specdeck prove --json` prints, a line each; the last one is about the script."""
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_spec_that_means_the_same_is_proved(pair):
    ran = pair.specdeck("prove", "f.sql", "f.yaml", "--json")
    unit, script = proofs(ran)
    assert (ran.code, unit["unit"], unit["verdict"]) == (0, "f(integer)", "proved")
    assert (script["unit"], script["kind"], script["verdict"]) == ("f.sql", "script", "proved")


def test_a_different_spec_is_not_proved_and_the_difference_is_shown(pair):
    pair.write("f.yaml", (pair.folder / "f.yaml").read_text().replace("a + 1", "a + 2"))
    ran = pair.specdeck("prove", "f.sql", "f.yaml", "--json")
    unit, script = proofs(ran)
    assert (ran.code, unit["verdict"], script["verdict"]) == (1, "unverified", "unverified")
    assert "original line 1" in unit["difference"]


def test_an_object_that_the_script_would_drop_is_not_proved(shell):
    shell.write("v.sql", "DROP VIEW v; CREATE VIEW v AS SELECT 1 AS x;")
    shell.write(
        "v.yaml",
        "module: V\nviews:\n  - {name: v, query: SELECT 1 AS x, source: {position: 1}}\n"
        "statements:\n  - {sql: DROP VIEW v, reason: DROP removes an object, source: {position: 2}}\n",
    )
    ran = shell.specdeck("prove", "v.sql", "v.yaml", "--json")
    assert ran.code == 1
    assert proofs(ran)[-1]["difference"] == "drop v must stay before view v."


def test_a_unit_on_one_side_only_is_not_proved(pair):
    pair.write("f.sql", SQL + "\nCREATE TABLE t (a int);")
    ran = pair.specdeck("prove", "f.sql", "f.yaml")
    assert ran.code == 1
    assert "the spec does not define it" in ran.out


def test_an_invalid_spec_is_refused_with_the_place_of_the_mistake(pair):
    pair.write("f.yaml", "acitons: []\n")
    for command in (["prove", "f.sql", "f.yaml"], ["lower", "f.yaml"]):
        ran = pair.specdeck(*command)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("error: f.yaml:1:1: ")
        assert "actions" in ran.err


@pytest.mark.parametrize("command", [["prove", "gone", "f.yaml"], ["prove", "f.sql", "gone"], ["lower", "gone"]])
def test_a_missing_file_is_named(pair, command):
    ran = pair.specdeck(*command)
    assert (ran.code, ran.out) == (2, "")
    assert "gone" in ran.err.splitlines()[0]


def test_lower_prints_sql_that_is_proved_against_its_spec(pair):
    pair.write("again.sql", pair.specdeck("lower", "f.yaml").out)
    assert pair.specdeck("prove", "again.sql", "f.yaml").code == 0
