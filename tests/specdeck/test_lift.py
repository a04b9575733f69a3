"""`specdeck lift`: one JSON object for each unit, whatever the files contain."""

import json
import os

import pytest

SQL = """\
CREATE TABLE sales.tb_order (pk_order integer PRIMARY KEY, total numeric(12,2) NOT NULL);

-- Raises the total.
CREATE FUNCTION sales.raise_total(p_order integer, p_by numeric) RETURNS numeric LANGUAGE PlPgSQL AS $$
DECLARE v_total numeric;
BEGIN
  UPDATE sales.tb_order SET total = total + p_by WHERE pk_order = p_order RETURNING total INTO v_total;
  IF NOT FOUND THEN RAISE EXCEPTION 'no order %', p_order; END IF;
  RETURN v_total;
END $$;
"""
NAMES = [
    "file", "unit", "kind", "language", "span", "ok", "error", "verdict", "obligations", "statements", "structured",
    "raw", "opaque_tokens", "tokens", "coverage", "seconds", "entity", "spec", "lowered",
    "patterns", "variables",
]  # fmt: skip


def lines(ran):
    return [json.loads(line) for line in ran.out.splitlines()]


def test_each_unit_is_one_object_with_the_promised_names_in_file_order(shell):
    shell.write("order.sql", SQL)
    ran = shell.specdeck("lift", "order.sql", "--json")
    table, function = lines(ran)
    assert (ran.code, ran.err) == (0, "")
    assert list(table) == list(function) == NAMES
    assert (table["kind"], table["unit"]) == ("table", "sales.tb_order")
    assert function["unit"] == "sales.raise_total(integer, numeric)"
    assert (function["file"], function["language"], function["verdict"]) == ("order.sql", "plpgsql", "proved")
    assert (function["statements"], function["raw"], function["coverage"]) == (4, 0, 1.0)


def test_a_span_counts_the_characters_of_the_unchanged_file(shell):
    text = "\ufeff-- é€\r\n" + SQL.replace("\n", "\r\n")
    shell.write("order.sql", text)
    found = lines(shell.specdeck("lift", "order.sql", "--json"))
    spans = [text[each["span"]["start"] : each["span"]["end"]] for each in found]
    assert [span[:15] for span in spans] == ["CREATE TABLE sa", "CREATE FUNCTION"]
    assert all(span.endswith(";") for span in spans)


def test_the_lowered_sql_comes_from_the_printed_spec(shell):
    shell.write("order.sql", SQL)
    function = lines(shell.specdeck("lift", "order.sql", "--json"))[1]
    shell.write("one.yaml", function["spec"])
    assert shell.specdeck("lower", "one.yaml").out.strip() == function["lowered"].strip()


def test_a_folder_is_read_in_natural_order_and_a_file_as_named(shell):
    for name in ("db/10_b.sql", "db/2_a.sql", "db/sub/1.ddl", "db/.hidden/x.sql", "db/readme.md"):
        shell.write(name, "SELECT 1;")
    shell.write("odd.txt", "SELECT 1;")
    files = [each["file"] for each in lines(shell.specdeck("lift", "odd.txt", "db", "--json"))]
    assert files == ["odd.txt", "db/2_a.sql", "db/10_b.sql", "db/sub/1.ddl"]


def test_stdin_is_a_file_too(shell):
    (found,) = lines(shell.specdeck("lift", "-", "--json", stdin="SELECT 1;"))
    assert (found["file"], found["ok"]) == ("-", True)


def test_a_statement_that_does_not_parse_is_one_unit_with_an_error(shell):
    shell.write("bad.sql", "CREATE TABEL x (a int);\nCREATE TABLE y (a int);")
    ran = shell.specdeck("lift", "bad.sql", "--json")
    bad, good = lines(ran)
    assert ran.code == 1
    assert (bad["ok"], bad["error"]["place"], bad["verdict"]) == (False, 7, "unverified")
    assert set(bad["error"]) == {"code", "sentence", "hint", "place"}
    assert (good["unit"], good["ok"]) == ("y", True)


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 40,
        b"SELECT 1;\0SELECT 2;",
        b"\xff\xfeS\x00E\x00L\x00",
        b"\xff\xfe\x00\xd8",
        b"CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN",
        b"SELECT '" + b"x" * 1_000_000,
        b"SELECT " + b"(" * 10_000 + b"1" + b")" * 10_000 + b";",
        b"CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ " + b"BEGIN " * 500 + b"END; " * 500 + b"$$;",
        b"",
        b"\n-- nothing\n",
        b"\\i elsewhere.sql\n\\echo 'x'\n",
        "SELECT 'é".encode("latin-1"),
    ],
    ids=["bytes", "nul", "utf16", "half", "cut", "open", "deep", "blocks", "empty", "comment", "psql", "latin1"],
)
def test_garbage_gives_units_and_errors_and_never_a_traceback(content, shell):
    shell.write("garbage.sql", content)
    ran = shell.specdeck("lift", "garbage.sql", "--json")
    assert ran.code in (0, 1)
    assert ran.err == ""
    found = lines(ran)
    assert ran.code == int(any(not each["ok"] for each in found))
    assert all(each["error"] is None or each["error"]["sentence"] for each in found)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("missing.sql", "The file missing.sql does not exist."), ("empty", "There are no SQL files below empty.")],
)
def test_a_missing_path_is_refused_before_anything_is_printed(path, sentence, shell):
    (shell.folder / "empty").mkdir()
    shell.write("good.sql", "SELECT 1;")
    ran = shell.specdeck("lift", "good.sql", path, "--json")
    assert (ran.code, ran.out) == (2, "")
    error = json.loads(ran.err)
    assert error["sentence"] == sentence
    assert error["hint"]


def test_a_dangling_link_is_an_unreadable_file(shell):
    (shell.folder / "gone.sql").symlink_to("nowhere.sql")
    ran = shell.specdeck("lift", "gone.sql", "--json")
    (found,) = lines(ran)
    assert (ran.code, found["kind"], found["error"]["code"]) == (1, "file", "source.unreadable")
    assert found["coverage"] == 0


def test_a_pipe_in_a_folder_is_skipped(shell):
    shell.write("db/a.sql", "SELECT 1;")
    os.mkfifo(shell.folder / "db" / "b.sql")
    assert [each["file"] for each in lines(shell.specdeck("lift", "db", "--json"))] == ["db/a.sql"]


def test_a_file_name_of_any_bytes_is_printed(shell):
    shell.write("x\udcff\n.sql", "SELECT 1;")
    assert lines(shell.specdeck("lift", ".", "--json"))[0]["ok"]
    assert shell.specdeck("lift", ".").code == 0


def test_a_closed_pipe_ends_it_quietly(shell):
    shell.write("many.sql", "SELECT 1;\n" * 3000)
    lifting = shell.start("lift", "many.sql", "--json")
    lifting.stdout.readline()
    lifting.stdout.close()
    assert lifting.stderr.read() == ""
    assert lifting.wait(timeout=60) == 141


def test_the_default_output_is_a_table_with_totals(shell):
    shell.write("order.sql", SQL + "CREATE TABEL x;")
    ran = shell.specdeck("lift", "order.sql")
    head, first, *_ = ran.out.splitlines()
    assert head.split() == ["UNIT", "KIND", "VERDICT", "COVERAGE", "ENTITY", "PATTERNS"]
    assert first.split()[:3] == ["sales.tb_order", "table", "proved"]
    assert ran.out.splitlines()[-1] == "3 units, 2 proved, 1 with an error"
    assert ran.err.startswith("error: order.sql: ")


def test_the_printed_specs_can_be_read(shell):
    shell.write("order.sql", SQL)
    ran = shell.specdeck("lift", "order.sql", "--spec")
    table, function = ran.out.split("---\n")
    assert table.startswith("entity: Order\n")
    assert "  - name: sales.raise_total\n" in function


def test_the_spec_of_a_single_unit_is_a_spec_file(shell):
    shell.write("f.sql", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';")
    shell.write("f.yaml", shell.specdeck("lift", "f.sql", "--spec").out)
    assert shell.specdeck("prove", "f.sql", "f.yaml").code == 0


HOSTILE = 'CREATE FUNCTION "f\x1b]0;owned\x07\u202e"( RETURNS int;\nSELECT 1;\n'


def test_errors_of_hostile_names_cannot_command_the_terminal(shell):
    shell.write("hostile.sql", HOSTILE)
    ran = shell.specdeck("lift", "hostile.sql", "--spec")
    assert ran.code == 1
    assert "error: hostile.sql" in ran.err
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.err)
