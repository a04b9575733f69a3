"""The DDL of a project is loaded, what fails is listed, and the catalog is read back."""

from engine.source.split_file import split
from engine.trial.schema.load_schema import load_schema
from engine.trial.schema.schema_statement import schema_statements

DDL = (
    "CREATE TYPE public.mood AS ENUM ('low', 'high')",
    "CREATE DOMAIN public.price AS numeric CHECK (VALUE > 0.5)",
    "CREATE TABLE public.parent (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text UNIQUE)",
    """CREATE TABLE public."Child" (id serial, parent_id int REFERENCES public.parent, m public.mood NOT NULL,
       p public.price, kind text CHECK (kind IN ('a', 'it''s')), n int CHECK (n BETWEEN -1 AND 10))""",
    "CREATE FUNCTION public.f(a int, OUT b int, VARIADIC c text[]) LANGUAGE plpgsql AS 'BEGIN END'",
    "CREATE FUNCTION public.g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    """CREATE TRIGGER t AFTER INSERT OR DELETE ON public."Child" FOR EACH ROW EXECUTE FUNCTION public.g()""",
)


def test_tables_are_read_with_their_columns_and_keys(load):
    _, schema = load(*DDL)
    parent, child = schema.tables
    assert (parent.qualified, parent.primary_key, parent.unique_keys) == ('"public"."parent"', ("id",), (("code",),))
    assert child.qualified == '"public"."Child"'
    assert [(each.columns, each.table, each.target_columns) for each in child.foreign_keys] == [
        (("parent_id",), '"public"."parent"', ("id",))
    ]
    assert parent.columns[0].is_identity


def test_columns_know_their_base_type_labels_and_checks(load):
    _, schema = load(*DDL)
    columns = {each.name: each for each in schema.tables[1].columns}
    assert (columns["p"].type_name, columns["p"].base_type) == ("public.price", "numeric")
    assert columns["p"].check_literals == ("0.5",)
    assert columns["m"].enum_labels == ("low", "high")
    assert not columns["m"].is_nullable
    assert columns["id"].has_default
    assert columns["kind"].check_literals == ("'a'", "'it''s'")
    assert set(columns["n"].check_literals) == {"'-1'", "10"} or set(columns["n"].check_literals) == {"-1", "10"}


def test_routines_are_read_with_what_a_caller_passes(load):
    _, schema = load(*DDL)
    found = schema.routines[0]
    assert (found.kind, schema.routines[1].kind) == ("function", "trigger")
    assert [(each.name, each.type_name, each.is_variadic) for each in found.parameters] == [
        ("a", "integer", False), ("c", "text[]", True),
    ]  # fmt: skip


def test_defaults_belong_to_the_last_parameters(load):
    _, schema = load("CREATE FUNCTION public.d(a int, b int = 1, c text = 'x') RETURNS int LANGUAGE sql AS 'SELECT 1'")
    assert [each.has_default for each in schema.routines[0].parameters] == [False, True, True]


def test_triggers_and_enums_are_read(load):
    _, schema = load(*DDL)
    [trigger] = schema.triggers
    assert (trigger.timing, trigger.events, trigger.level) == ("AFTER", ("INSERT", "DELETE"), "ROW")
    assert (trigger.table, trigger.function) == ('"public"."Child"', '"public"."g"')
    assert schema.enums == {"public.mood": ("low", "high")}


def test_what_needs_a_later_statement_is_loaded_after_it(load):
    result, schema = load("CREATE VIEW public.v AS SELECT * FROM public.t", "CREATE TABLE public.t (a int)")
    assert (result.loaded, result.failures) == (2, ())
    assert [each.name for each in schema.tables] == ["t"]


def test_what_fails_is_listed_with_its_place(sandbox):
    source = split("CREATE TABLE t (a int);\n\nCREATE VIEW v AS SELECT * FROM nothing;\n", "db/a.sql")
    result = load_schema(sandbox, schema_statements([source]))
    [failure] = result.failures
    assert (failure.path, failure.line, failure.sqlstate) == ("db/a.sql", 3, "42P01")
    assert failure.sentence == 'relation "nothing" does not exist'


def test_schemas_extensions_and_roles_are_created_for_the_project(sandbox):
    text = (
        "CREATE EXTENSION citext; CREATE SCHEMA app; CREATE TABLE app.t (a citext); CREATE TABLE other.t (a int);"
        "CREATE POLICY p ON app.t TO somebody USING (true); GRANT SELECT ON app.t TO somebody;"
        " INSERT INTO app.t VALUES ('x');"
    )
    result = load_schema(sandbox, schema_statements([split(text)]))
    assert result.failures == ()
    assert result.invented_schemas == ('"other"',)


def test_statements_find_objects_by_the_search_path_of_their_file(sandbox):
    text = "CREATE SCHEMA app; SET search_path = app; CREATE VIEW v AS SELECT * FROM t; CREATE TABLE t (a int);"
    assert load_schema(sandbox, schema_statements([split(text)])).failures == ()


def test_a_statement_that_ends_the_connection_fails_alone(load):
    result, schema = load("COPY (SELECT 1) TO STDOUT", "CREATE TABLE public.t (a int)", "COPY public.t FROM STDIN")
    assert [each.sqlstate for each in result.failures] == ["0A000", "0A000"]
    assert [each.name for each in schema.tables] == ["t"]
