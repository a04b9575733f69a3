"""Where a parser of PL/pgSQL goes wrong: each of these was met in real code."""

import pytest

from engine.plpgsql import parse_body, tree
from engine.plpgsql.tree import Statement


def steps_of(text: str) -> tuple[Statement, ...]:
    body = parse_body(f"BEGIN {text} END")
    assert body.block
    assert not body.opaque, body.opaque
    return body.block.steps


def sql(text: str) -> tree.Sql:
    (step,) = steps_of(text)
    assert isinstance(step, tree.Sql)
    return step


def test_a_column_named_comment_is_no_comment() -> None:
    step = sql("SELECT comment, t.comment INTO c FROM t;")
    assert step.statement.text == "SELECT comment, t.comment FROM t"


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO t (a) VALUES (1)",
        "MERGE INTO t USING s ON a = b WHEN MATCHED THEN DELETE",
        "WITH w AS (INSERT INTO t (a) VALUES (1) RETURNING a) INSERT INTO u SELECT a FROM w",
        "IMPORT FOREIGN SCHEMA s FROM SERVER f INTO l",
    ],
)
def test_into_that_belongs_to_the_statement_stays(text: str) -> None:
    step = sql(f"{text};")
    assert step.into is None
    assert step.statement.text == text


@pytest.mark.parametrize(
    ("written", "left", "targets"),
    [
        ("SELECT a, b INTO x, r.y FROM t", "SELECT a, b FROM t", ["x", "r.y"]),
        ("SELECT INTO x a FROM t", "SELECT a FROM t", ["x"]),
        ("SELECT a FROM t WHERE b INTO x", "SELECT a FROM t WHERE b", ["x"]),
        ("INSERT INTO t (a) VALUES (1) RETURNING id INTO STRICT x", "INSERT INTO t (a) VALUES (1) RETURNING id", ["x"]),
        ("WITH w AS (SELECT 1) SELECT * INTO x FROM w", "WITH w AS (SELECT 1) SELECT * FROM w", ["x"]),
        ("SELECT 1 INTO $2", "SELECT 1", ["$2"]),
    ],
)
def test_into_is_cut_out_wherever_it_stands(written: str, left: str, targets: list[str]) -> None:
    step = sql(f"{written};")
    assert step.into
    assert [target.text for target in step.into.targets] == targets
    assert step.statement.text == left
    assert len(step.statement.ranges) == (1 if written.startswith(left) else 2)


def test_what_is_left_of_a_cut_keeps_its_lines() -> None:
    step = sql("SELECT a\n  INTO x\n  FROM t;")
    assert step.statement.text == "SELECT a\n  FROM t"


def test_case_expressions_do_not_end_a_statement() -> None:
    one, two = steps_of("x := CASE WHEN a THEN 1 ELSE 2 END; IF CASE WHEN a THEN b END THEN NULL; END IF;")
    assert isinstance(one, tree.Assign)
    assert isinstance(two, tree.If) and two.condition.text == "CASE WHEN a THEN b END"


def test_a_field_named_like_a_word_of_the_language() -> None:
    (step,) = steps_of("x := r.end + r.case;")
    assert isinstance(step, tree.Assign) and step.value.text == "r.end + r.case"


def test_equals_compares_inside_an_expression_and_assigns_before_it() -> None:
    (step,) = steps_of("a = b = c;")
    assert isinstance(step, tree.Assign)
    assert (step.target.text, step.value.text) == ("a", "b = c")


def test_dollar_quotes_nest() -> None:
    (step,) = steps_of("EXECUTE $q$SELECT $i$;END;$i$$q$;")
    assert isinstance(step, tree.Execute)


def test_quoted_names_are_no_keywords() -> None:
    (step,) = steps_of('"if" := "end";')
    assert isinstance(step, tree.Assign)


def test_a_routine_created_in_a_statement_keeps_its_semicolons() -> None:
    step = sql(
        "CREATE FUNCTION g() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END;"
    )
    assert step.statement.text.endswith("SELECT 2; END")


def test_rules_with_several_actions_keep_their_semicolons() -> None:
    step = sql("CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM u; DELETE FROM v);")
    assert step.statement.text.endswith("DELETE FROM v)")


def test_statement_words_may_name_variables() -> None:
    kinds = [type(step) for step in steps_of("open := 1; raise = 2; fetch[1] := 3; close.a := 4;")]
    assert kinds == [tree.Assign] * 4


def test_adjacent_literals_are_one() -> None:
    (step,) = steps_of("RAISE EXCEPTION 'a'\n 'b';")
    assert isinstance(step, tree.Raise) and step.message and step.message.text == "'a'\n 'b'"
