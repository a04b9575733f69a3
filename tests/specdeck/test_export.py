"""`specdeck export`: the specs of a project as a tree of numbered files."""

import pytest

SQL = """\
CREATE TABLE sales.tb_order (pk_order integer PRIMARY KEY, total numeric(12,2));
CREATE TABLE sales.tb_line (pk_line integer PRIMARY KEY, fk_order integer REFERENCES sales.tb_order);
CREATE FUNCTION sales.total(p integer) RETURNS numeric LANGUAGE sql AS
  'SELECT total FROM sales.tb_order WHERE pk_order = p';
"""


def tree(folder):
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("dialect", ["full", "core"])
def test_each_entity_is_a_file_with_a_code_and_the_registry_keeps_the_codes(shell, dialect):
    shell.write("db/order.sql", SQL)
    ran = shell.specdeck("export", "out", "db", "--dialect", dialect, "--json")
    assert (ran.code, ran.json["left_out"]) == (0, [])
    written = tree(shell.folder / "out")
    assert set(ran.json["files"]) == set(written)
    assert "domain_registry.yaml" in written
    assert sum("entity: " in text for text in written.values()) == 2
    assert shell.specdeck("export", "out", "db", "--dialect", dialect).code == 0
    assert tree(shell.folder / "out") == written


def test_in_the_full_dialect_every_file_is_a_good_spec(shell):
    shell.write("db/order.sql", SQL)
    files = shell.specdeck("export", "out", "db", "--json").json["files"]
    specs = [shell.folder / "out" / file for file in files if file != "domain_registry.yaml"]
    assert shell.specdeck("spec", "check", *specs).code == 0
    assert shell.specdeck("spec", "fmt", "--check", *specs).code == 0


def test_what_is_exported_and_how_can_come_from_the_settings(shell):
    shell.write("db/order.sql", SQL)
    shell.write("elsewhere/x.sql", "CREATE TABLE x (a int);")
    shell.write("specdeck.toml", '[project]\nfolders = ["db"]\n[export]\ndialect = "core"\n')
    found = shell.specdeck("export", "out", "--json").json
    assert found["dialect"] == "core"
    assert not any("x" in file.rpartition("/")[2] for file in found["files"])


def test_what_no_spec_can_hold_is_said_and_what_cannot_be_read_fails(shell):
    shell.write("db/order.sql", SQL + "\\echo done\n")
    ran = shell.specdeck("export", "out", "db")
    assert (ran.code, ran.err) == (0, "warning: left out: psql: \\echo done\n")
    shell.write("db/bad.sql", "CREATE TABEL x;")
    assert shell.specdeck("export", "out", "db").code == 1


def test_a_folder_that_holds_something_else_stays_as_it_is(shell):
    shell.write("db/order.sql", SQL)
    shell.write("out/mine.txt", "mine")
    ran = shell.specdeck("export", "out", "db")
    assert (ran.code, tree(shell.folder / "out")) == (4, {"mine.txt": "mine"})


def test_an_eleventh_entity_is_refused_with_the_choices(shell):
    shell.write("db/many.sql", "".join(f"CREATE TABLE s.t{n} (a int);" for n in range(11)))
    ran = shell.specdeck("export", "out", "db")
    assert (ran.code, (shell.folder / "out").exists()) == (2, False)
    assert ran.err.startswith("error: ")
    assert "hint: " in ran.err
    assert shell.specdeck("export", "out", "db", "--overflow", "spread").code == 0
