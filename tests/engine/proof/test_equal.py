"""What is equal, the rule that says so, and that nothing is equal once that rule is off."""

import pytest

from engine.proof.prove import prove
from engine.proof.rules import all_rules
from tests.engine.proof.pairs import function, headed

PLPGSQL = "RETURNS int LANGUAGE plpgsql"

STEPS = [
    ("alias_word", "a := (SELECT x FROM s AS y);", "a := (SELECT x FROM s y);"),
    ("array_word", "n := t::int[];", "n := t::int ARRAY;"),
    ("array_word", "n := t::int[3];", "n := t::int ARRAY[3];"),
    ("cast", "a := CAST(t AS int);", "a := t::int;"),
    ("chain", "COMMIT;", "COMMIT AND NO CHAIN;"),
    ("diagnostics_area", "GET DIAGNOSTICS a = ROW_COUNT;", "GET CURRENT DIAGNOSTICS a = ROW_COUNT;"),
    (
        "else_if",
        "IF a = 1 THEN b := 1; ELSIF a = 2 THEN b := 2; ELSE b := 3; END IF;",
        "IF a = 1 THEN b := 1; ELSE IF a = 2 THEN b := 2; ELSE b := 3; END IF; END IF;",
    ),
    ("elseif", "IF a = 1 THEN b := 1; ELSIF b = 1 THEN b := 2; END IF;",
     "IF a = 1 THEN b := 1; ELSEIF b = 1 THEN b := 2; END IF;"),
    ("end_label", "<<outer>> LOOP EXIT outer; END LOOP;", "<<outer>> LOOP EXIT outer; END LOOP outer;"),
    ("end_label", "<<inside>> BEGIN RETURN 1; END;", "<<inside>> BEGIN RETURN 1; END Inside;"),
    ("fetch_words", "FETCH c INTO a;", "FETCH NEXT FROM c INTO a;"),
    ("fetch_words", "FETCH c INTO a;", "FETCH IN c INTO a;"),
    ("fetch_words", "MOVE PRIOR FROM c;", "MOVE PRIOR IN c;"),
    ("type_schema", "a := t::int;", "a := t::pg_catalog.int4;"),
    ("fetch_words", "FETCH c INTO a;", "FETCH FORWARD FROM c INTO a;"),
    ("fetch_words", "FETCH PRIOR FROM c INTO a;", "FETCH BACKWARD FROM c INTO a;"),
    ("null_step", "a := 1; NULL; b := 1;", "a := 1; b := 1;"),
    ("null_step", "IF a = 1 THEN b := 1; END IF;", "IF a = 1 THEN b := 1; ELSE NULL; END IF;"),
    ("null_step", "LOOP NULL; END LOOP;", "LOOP END LOOP;"),
    ("numeric_scale", "a := t::numeric(4);", "a := t::numeric(4, 0);"),
    ("sort_default", "PERFORM a FROM s ORDER BY a;", "PERFORM a FROM s ORDER BY a ASC;"),
    ("sort_default", "PERFORM a FROM s ORDER BY a DESC;", "PERFORM a FROM s ORDER BY a DESC NULLS FIRST;"),
    ("initial_value", "a := 1;", "a = 1;"),
    ("initial_value", "a := b = 1;", "a = b = 1;"),
    ("initial_value", "DECLARE c int DEFAULT 1; BEGIN a := c; END;", "DECLARE c int = 1; BEGIN a = c; END;"),
    ("initial_value", "RAISE USING MESSAGE = 'x';", "RAISE USING MESSAGE := 'x';"),
    ("into_place", "SELECT x INTO a FROM s;", "SELECT x FROM s INTO a;"),
    ("into_place", "SELECT x INTO STRICT a FROM s;", "SELECT INTO STRICT a x FROM s;"),
    ("into_place", "EXECUTE t INTO a USING b;", "EXECUTE t USING b INTO a;"),
    ("literal_style", "RAISE EXCEPTION 'it''s';", "RAISE EXCEPTION $$it's$$;"),
    ("literal_style", "RAISE EXCEPTION 'a\tb';", r"RAISE EXCEPTION E'a\tb';"),
    ("literal_style", "t := 'it''s';", r"t := E'it\'s';"),
    ("not_equals", "IF a <> b THEN RETURN 1; END IF;", "IF a != b THEN RETURN 1; END IF;"),
    ("parentheses", "IF a = b THEN RETURN 1; END IF;", "IF (a = b) THEN RETURN 1; END IF;"),
    ("parentheses", "RETURN a + b;", "RETURN (a + b);"),
    ("parentheses", "a := b * 2 + 1;", "a := (b * 2) + 1;"),
    ("quoted_name", "a := b;", 'a := "b";'),
    ("quoted_name", "PERFORM lower(t);", 'PERFORM "lower"(t);'),
    ("raise_level", "RAISE EXCEPTION 'x';", "RAISE 'x';"),
    ("raise_level", "RAISE EXCEPTION division_by_zero;", "RAISE division_by_zero;"),
    ("type_alias", "a := t::int4;", "a := t::integer;"),
    ("type_alias", "t := a::varchar(3);", "t := a::character varying(3);"),
]  # fmt: skip

DECLARATIONS = [
    ("constant_order", "a int; b text := 'x';", "b text := 'x'; a int;"),
    ("cursor_word", "c CURSOR FOR SELECT 1;", "c CURSOR IS SELECT 1;"),
    ("declare_word", "a int; b int;", "a int; DECLARE b int;"),
    ("initial_value", "a int := 1;", "a int DEFAULT 1;"),
    ("type_alias", "a timestamptz; b bool;", "a timestamp with time zone; b boolean;"),
]

HEADERS = [
    ("attribute_order", f"() {PLPGSQL} STABLE STRICT", "() RETURNS int STRICT STABLE LANGUAGE plpgsql"),
    ("default_attribute", f"() {PLPGSQL}", f"() {PLPGSQL} VOLATILE"),
    ("default_attribute", f"() {PLPGSQL}", f"() {PLPGSQL} CALLED ON NULL INPUT SECURITY INVOKER NOT LEAKPROOF"),
    ("default_attribute", f"() {PLPGSQL}", f"() {PLPGSQL} PARALLEL UNSAFE COST 100"),
    ("initial_value", f"(a int DEFAULT 1) {PLPGSQL}", f"(a int = 1) {PLPGSQL}"),
    ("language_literal", f"() {PLPGSQL}", "() RETURNS int LANGUAGE 'plpgsql'"),
    ("parameter_mode", f"(a int) {PLPGSQL}", f"(IN a int) {PLPGSQL}"),
    ("setting_sign", f"() {PLPGSQL} SET search_path = a, b", f"() {PLPGSQL} SET search_path TO a, b"),
    # what one rule spells like another's sign: the words balance only if both look
    ("setting_sign", f"(a int = 1) {PLPGSQL} SET search_path TO a", f"(a int DEFAULT 1) {PLPGSQL} SET search_path = a"),
    ("strict_words", f"() {PLPGSQL} STRICT", f"() {PLPGSQL} RETURNS NULL ON NULL INPUT"),
    ("strict_words", f"() {PLPGSQL} SECURITY DEFINER", f"() {PLPGSQL} EXTERNAL SECURITY DEFINER"),
    ("type_alias", f"(a int, b bool) {PLPGSQL}", f"(a int4, b boolean) {PLPGSQL}"),
]

WHOLE = [
    ("last_semicolon", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1;';"),
    ("last_semicolon", "DO $$BEGIN PERFORM 1; END$$", "DO $$BEGIN PERFORM 1; END;$$"),
    ("default_attribute", "DO $$BEGIN PERFORM 1; END$$", "DO LANGUAGE plpgsql $$BEGIN PERFORM 1; END$$"),
    ("parentheses", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1 + 2'",
     "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT (1 + 2)'"),
    ("parentheses", "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql RETURN a + 1",
     "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql RETURN (a + 1)"),
    ("sort_default", "CREATE INDEX i ON s (a)", "CREATE INDEX i ON s (a ASC NULLS LAST)"),
    ("trigger_function", "CREATE TRIGGER x BEFORE INSERT ON s FOR EACH ROW EXECUTE FUNCTION f()",
     "CREATE TRIGGER x BEFORE INSERT ON s FOR EACH ROW EXECUTE PROCEDURE f()"),
]  # fmt: skip

PAIRS = [
    *((rule, function(one), function(other)) for rule, one, other in STEPS),
    *((rule, function("NULL;", one), function("NULL;", other)) for rule, one, other in DECLARATIONS),
    *((rule, headed(one), headed(other)) for rule, one, other in HEADERS),
    *WHOLE,
]


@pytest.mark.parametrize(("rule", "one", "other"), PAIRS)
def test_equal_by_a_named_rule_in_both_directions(rule: str, one: str, other: str) -> None:
    for original, lowered in ((one, other), (other, one)):
        verdict = prove(original, lowered)
        assert verdict.kind == "proved", verdict.difference
        assert verdict.level == 1
        assert rule in verdict.evidence.rules


OVERLAPPING = {
    "alias_word": "cast",
    "elseif": "else_if",
    "language_literal": "literal_style",
    "type_alias": "type_schema",
}
"""What another rule may let go too."""


# Objects without a body have a second normal form, which is not made of rules.
@pytest.mark.parametrize(("rule", "one", "other"), [pair for pair in PAIRS if pair[0] != "trigger_function"])
def test_not_equal_once_that_rule_is_off(rule: str, one: str, other: str) -> None:
    rest = all_rules().keys() - {rule, OVERLAPPING.get(rule)}
    verdict = prove(one, other, rules=rest)
    assert verdict.kind == "unverified"
    assert verdict.difference


def test_every_rule_has_a_pair_that_needs_it() -> None:
    assert {rule for rule, _, _ in PAIRS} | {"local_rename", "parameter_number"} == set(all_rules())


@pytest.mark.parametrize(
    "other",
    [
        "create function F(P int) returns INT language PLPGSQL as $x$ begin return P; end; $x$",
        "CREATE FUNCTION f(p int)\n-- why\nRETURNS int /* how */ LANGUAGE plpgsql AS 'BEGIN\n\n RETURN p;\nEND;'",
        "CREATE FUNCTION f(p int) RETURNS int LANGUAGE plpgsql AS $$BEGIN /* a /* b */ c */ RETURN--\np; END;$$",
    ],
)
def test_case_blanks_comments_and_the_quotes_of_the_body_are_nothing(other: str) -> None:
    verdict = prove("CREATE FUNCTION f(p int) RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN p; END;$$", other)
    assert (verdict.kind, verdict.level) == ("proved", 0)
