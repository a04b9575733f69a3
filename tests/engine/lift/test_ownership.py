"""A routine belongs to the relation it mostly writes, else to the one it mostly reads."""

import pytest

from engine.lift.routines.main_relation import owning_relation, relations_from_tokens, trigger_tables
from engine.plpgsql.lexer import tokenize
from engine.source.split_file import split


def owned(text: str, known: frozenset[str] | None = None) -> str | None:
    return owning_relation(relations_from_tokens(tokenize(text)[0]), known)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("SELECT a FROM s.t; SELECT b FROM u JOIN s.t ON true", "s.t"),
        ("SELECT a FROM t; SELECT a FROM t; INSERT INTO u (a) VALUES (1)", "u"),
        ("UPDATE ONLY t SET a = 1; DELETE FROM u; DELETE FROM u", "u"),
        ("SELECT 1 FROM t FOR UPDATE OF t", "t"),
        ("INSERT INTO t (a) VALUES (1) ON CONFLICT DO UPDATE SET a = 2", "t"),
        ("WITH w AS (SELECT 1 FROM t) SELECT a FROM w", "t"),
        ("SELECT a FROM f(1)", None),
        ("SELECT a IS DISTINCT FROM b", None),
        ('MERGE INTO "T" USING s ON true', '"T"'),
        ("RETURN 1", None),
        ("v := extract(year FROM ordered) || trim(both ' ' FROM (name)) || substring(a.b(1) FROM c)", None),
        ("SELECT extract(day FROM moment) FROM t", "t"),
        ("SELECT trim((SELECT name FROM t) FROM x)", "t"),
    ],
)
def test_the_owner_of_a_routine(text: str, relation: str | None) -> None:
    assert owned(text) == relation


def test_only_known_relations_count_where_they_are_known() -> None:
    text = "SELECT 1 FROM moment JOIN t ON true"
    assert owned(text) == "moment"
    assert owned(text, frozenset({"t"})) == "t"


def test_a_trigger_function_belongs_to_its_triggers_table() -> None:
    units = split("CREATE TRIGGER x BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.f();").units
    assert trigger_tables(units) == {"s.f": "s.t"}
