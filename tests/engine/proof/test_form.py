"""Which routines are alike: those that differ in nothing but their name."""

import pytest

from engine.proof.shape_hash import shape_hash

BASE = """CREATE FUNCTION shop.price(n integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    RETURN price.n + 1; -- one more
END $$;"""


def form(text, language="plpgsql"):
    return shape_hash(text, language)


@pytest.mark.parametrize(
    "twin",
    [
        BASE.replace("price", "cost"),
        BASE.replace("shop.", "other."),
        BASE.replace("shop.", ""),
        BASE.replace("-- one more", ""),
        BASE.replace("$$", "$body$"),
        BASE.replace("\n    ", " ").upper().replace("$$", "$X$"),
        BASE.replace("CREATE", "CREATE OR REPLACE"),
        BASE.replace("shop.price(", '"shop"."price"('),
        BASE.removesuffix(";"),
    ],
)
def test_name_schema_layout_and_comments_make_no_difference(twin):
    assert form(twin) == form(BASE)


@pytest.mark.parametrize(
    "other",
    [
        BASE.replace("+ 1", "+ 2"),
        BASE.replace("n integer", "m integer"),
        BASE.replace("RETURNS integer", "RETURNS bigint"),
        BASE.replace("RETURN price", "RETURN 'price'; RETURN price"),
        BASE.replace("FUNCTION", "PROCEDURE"),
        BASE.replace("LANGUAGE plpgsql", "LANGUAGE plpgsql STABLE"),
        BASE.replace("-- one more", "/*+ SeqScan(t) */"),
    ],
)
def test_anything_else_makes_one(other):
    assert form(other) != form(BASE)


def test_a_routine_that_calls_itself_is_like_one_that_calls_itself_under_another_name():
    text = "CREATE FUNCTION a.f(n int) RETURNS int LANGUAGE sql AS $$ SELECT f(n - 1) $$"
    assert form(text, "sql") == form(text.replace("f(", "g("), "sql")
    assert form(text, "sql") != form(text.replace("a.f(", "a.g("), "sql")


def test_a_literal_is_never_folded():
    text = "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT 'Yes' $$"
    assert form(text, "sql") != form(text.replace("Yes", "yes"), "sql")


def test_the_text_of_another_language_is_taken_as_it_stands():
    text = "CREATE FUNCTION f() RETURNS text LANGUAGE plpython3u AS $$return  1 # so$$"
    assert form(text, "plpython3u") == form(text.replace("f()", "g()"), "plpython3u")
    assert form(text, "plpython3u") != form(text.replace("  1", " 1"), "plpython3u")


@pytest.mark.parametrize(
    "text", ["", "SELECT 1", "CREATE FUNCTION f", "CREATE FUNCTION f( AS $$ ' $$", "\0", "CREATE TABLE t ()"]
)
def test_what_is_no_routine_has_no_form(text):
    assert form(text) is None
