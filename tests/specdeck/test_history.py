"""`specdeck history`: statements that later ones replace, and `export --current` without them."""

import json

FIRST = "-- one\nCREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;\n"
SECOND = FIRST.replace("CREATE", "CREATE OR REPLACE").replace("RETURN 1", "RETURN 2")


def test_a_replaced_statement_is_listed_with_both_places(shell):
    shell.write("db/1.sql", FIRST)
    shell.write("db/2.sql", SECOND)
    ran = shell.specdeck("history", "db", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["unit"], found["verdict"], found["replaced"]) == (0, "f(integer)", "proved", "redefined")
    assert (found["file"], found["line"], found["by_file"], found["by_line"]) == ("db/1.sql", 2, "db/2.sql", 2)
    assert "redefined in db/2.sql:2" in shell.specdeck("history", "db").out


def test_what_prevents_the_proof_is_named(shell):
    shell.write("db/1.sql", f"{FIRST}CREATE VIEW v AS SELECT f(1);\n{SECOND}")
    ran = shell.specdeck("history", "db", "--json")
    assert (ran.code, json.loads(ran.out)["obstacle"]) == (1, "view v is in between")


def test_a_script_that_never_changes_its_mind_has_no_history(shell):
    shell.write("db/1.sql", FIRST)
    assert shell.specdeck("history", "db", "--json").out == ""


def test_an_export_of_the_current_state_has_one_definition(shell):
    shell.write("db/1.sql", FIRST)
    shell.write("db/2.sql", SECOND)
    ran = shell.specdeck("export", "out", "db", "--current", "--json")
    texts = [path.read_text() for path in (shell.folder / "out").rglob("*.yaml")]
    assert (ran.code, ran.json["replaced"], ran.json["script"]) == (0, 1, "proved")
    assert sum("- name: f" in text for text in texts) == 1
    assert not any("return: 1" in text for text in texts)
