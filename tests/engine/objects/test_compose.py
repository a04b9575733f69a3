"""How the units of a project come together as entities and modules."""

from __future__ import annotations

import pytest

from engine.lift.project.compose import compose
from engine.lower.file import lower_file, lower_files
from engine.source.split_file import split
from engine.spec.model import AlterSpec, CommentOnSpec, DropSpec
from engine.spec.reader import read_spec
from engine.spec.writer import write_spec


def composed(**files: str):
    return compose([split(text, f"db/{name}.sql") for name, text in files.items()])


def spec_of(title: str, **files: str):
    """The spec with this title, read again from its YAML."""
    found = [spec for spec in composed(**files).specs if title in (spec.entity, spec.module)]
    assert len(found) == 1
    return read_spec(write_spec(found[0]).text)


TABLE = "CREATE TABLE s.tb_order (pk_order int PRIMARY KEY, total int);\n"


def test_what_lives_on_a_table_joins_its_entity_and_need_not_name_it():
    order = spec_of(
        "Order",
        a=TABLE,
        b="""
        CREATE INDEX i ON s.tb_order (total);
        CREATE POLICY p ON s.tb_order USING (true);
        CREATE TRIGGER g AFTER INSERT ON s.tb_order EXECUTE FUNCTION f();""",
    )
    assert [entry.table for entry in (*order.indexes, *order.policies, *order.triggers)] == [None] * 3
    assert {entry.source.file for entry in (*order.indexes, *order.policies)} == {"db/b.sql"}


def test_a_routine_joins_the_table_that_it_writes():
    body = "BEGIN UPDATE s.tb_order SET total = 0; END"
    order = spec_of("Order", a=TABLE + f"CREATE FUNCTION s.f() RETURNS void LANGUAGE plpgsql AS $${body}$$;")
    assert [(action.name, action.schema) for action in order.actions] == [("f", None)]
    assert order.schema == "s"


def test_a_trigger_function_joins_the_table_of_its_only_trigger():
    function = "CREATE FUNCTION s.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';\n"
    trigger = "CREATE TRIGGER g BEFORE INSERT ON s.tb_order FOR EACH ROW EXECUTE FUNCTION s.f();"
    assert [action.name for action in spec_of("Order", a=function + TABLE + trigger).actions] == ["f"]


def test_what_belongs_to_no_table_stays_with_its_file():
    specs = composed(**{"01_types": "CREATE TYPE s.colour AS ENUM ('red'); CREATE SEQUENCE s.ids;"}).specs
    assert [(spec.module, spec.schema, len(spec.types), len(spec.sequences)) for spec in specs] == [
        ("Types", "s", 1, 1)
    ]


def test_a_name_without_a_schema_keeps_the_file_from_naming_one():
    module = spec_of("M", m="CREATE TYPE s.a AS ENUM ('x'); CREATE TYPE b AS ENUM ('y');")
    assert module.schema is None
    assert [(made.schema, made.name) for made in module.types] == [("s", "a"), (None, "b")]


def test_comments_and_keys_in_the_same_file_are_folded():
    order = spec_of(
        "Order",
        a=TABLE
        + """
        ALTER TABLE s.tb_order ADD CONSTRAINT positive CHECK (total > 0);
        ALTER TABLE s.tb_order ENABLE ROW LEVEL SECURITY;
        COMMENT ON TABLE s.tb_order IS 'An order';
        COMMENT ON COLUMN s.tb_order.total IS 'The ''total''';
        COMMENT ON CONSTRAINT positive ON s.tb_order IS 'above 0';""",
    )
    assert order.statements == ()
    assert order.description == "An order"
    assert order.fields[-1].description == "The 'total'"
    assert order.constraints[-1].description == "above 0"
    assert order.options.row_security == "enable"


@pytest.mark.parametrize(
    "between",
    ["CREATE UNIQUE INDEX i ON s.tb_order (total);", "DROP TABLE s.tb_order;"],
    ids=["an index", "a drop"],
)
def test_an_alter_is_kept_as_it_is_where_something_stands_in_its_way(between):
    order = spec_of("Order", a=TABLE + between + "ALTER TABLE s.tb_order ADD UNIQUE (total);")
    assert order.statements[-1] == AlterSpec(alter="table", name="s.tb_order", commands=("ADD UNIQUE (total)",))


@pytest.mark.parametrize(
    ("table", "command"),
    [
        (TABLE, "ADD CONSTRAINT c CHECK (total > 0) NOT VALID"),
        (TABLE.replace("TABLE", "TABLE IF NOT EXISTS"), "ADD CONSTRAINT c CHECK (total > 0)"),
    ],
    ids=["CREATE TABLE takes it for valid", "the table is there already"],
)
def test_an_alter_is_kept_as_it_is_where_the_table_itself_could_not_say_it(table, command):
    order = spec_of("Order", a=f"{table}ALTER TABLE s.tb_order {command};")
    change = AlterSpec(alter="table", name="s.tb_order", commands=(command,))
    assert (len(order.constraints), order.statements) == (1, (change,))


def test_what_is_said_of_a_folded_statement_becomes_a_note():
    order = spec_of(
        "Order",
        a=TABLE
        + """
        -- no two alike
        ALTER TABLE s.tb_order ADD UNIQUE (total);
        -- for the reports
        COMMENT ON COLUMN s.tb_order.total IS 'x';""",
    )
    assert order.constraints[-1].note == "no two alike"
    assert order.fields[-1].note == "for the reports"


def test_what_another_file_says_of_a_table_joins_its_entity():
    order = spec_of(
        "Order",
        a=TABLE,
        b="ALTER TABLE s.tb_order ADD UNIQUE (total); COMMENT ON TABLE s.tb_order IS 'An order';",
        c="ALTER TABLE s.tb_order ADD COLUMN note text; DROP TABLE s.tb_order;",
    )
    assert (len(order.constraints), order.description) == (2, "An order")
    assert [type(each) for each in order.statements] == [AlterSpec, DropSpec]
    assert {each.source.file for each in order.statements} == {"db/c.sql"}


def test_what_another_file_says_of_a_view_joins_its_module():
    files = {"a": "CREATE VIEW s.v AS SELECT 1 AS x;", "b": "ALTER VIEW s.v OWNER TO joe; COMMENT ON VIEW s.v IS NULL;"}
    module = spec_of("A", **files)
    assert [type(each) for each in module.statements] == [AlterSpec, CommentOnSpec]


def test_a_plain_partition_joins_its_table():
    parent = "CREATE TABLE m (day date) PARTITION BY RANGE (day);"
    part = "CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');"
    found = spec_of("M", x=parent + part)
    assert [(each.table, each.bounds) for each in found.partitions] == [
        ("m_1", "FROM ('2024-01-01') TO ('2025-01-01')")
    ]


def test_no_comment_between_statements_is_lost():
    text = "-- one\n\n-- two\nCREATE TYPE a AS ENUM (); -- three\n/* four */\nCREATE TYPE b AS ENUM ();\n-- five\n"
    module = spec_of("M", m=text)
    assert [made.note for made in module.types] == ["one\ntwo\nthree", "four\nfive"]


def test_units_under_another_search_path_stay_apart():
    module = "SET search_path = s; CREATE TABLE t (id int); RESET search_path; CREATE INDEX i ON s.t (id);"
    specs = composed(m=module).specs
    assert [(spec.entity or spec.module, spec.search_path) for spec in specs] == [("T", ("s",)), ("M", ())]


def test_what_does_not_parse_and_rows_are_told_of():
    left = composed(m="CREATE TABEL t;\nCOPY t FROM stdin;\n1\n\\.\n\\echo hi\n").left_out
    assert [each.text.split("\n")[0] for each in left] == ["CREATE TABEL t;", "COPY t FROM stdin;", "1", "\\echo hi"]


def test_a_script_makes_everything_before_it_is_named():
    script = lower_files(
        composed(
            a="CREATE VIEW v AS SELECT f(id) FROM t;",
            b="CREATE FUNCTION f(i int) RETURNS colour LANGUAGE sql AS $$ SELECT 'red'::colour $$;",
            c="CREATE TABLE t (id int DEFAULT nextval('ids'), c colour); CREATE SEQUENCE ids;",
            d="CREATE TYPE colour AS ENUM ('red');",
        ).specs
    )
    made = ["CREATE TYPE colour", "CREATE SEQUENCE ids", "CREATE TABLE t", "CREATE FUNCTION f", "CREATE VIEW v"]
    places = [script.index(each) for each in made]
    assert places == sorted(places)


def test_lifting_what_was_lowered_gives_the_same_spec_again():
    order = spec_of("Order", a=TABLE + "CREATE INDEX i ON s.tb_order (total); COMMENT ON INDEX s.i IS 'x';")
    again = spec_of("Order", a=lower_file(order))
    assert write_spec(again).text == write_spec(order).text
