"""LANGUAGE sql bodies are cut into their statements."""

from engine.plpgsql import parse_sql_body


def test_statements_are_divided_by_their_semicolons() -> None:
    body = parse_sql_body("SELECT ';'; -- a; b\n INSERT INTO t VALUES (1);; SELECT 2")
    assert [each.text for each in body.statements] == ["SELECT ';'", "INSERT INTO t VALUES (1)", "SELECT 2"]
    assert [comment.text for comment in body.comments] == ["-- a; b"]


def test_a_rule_and_an_atomic_body_keep_their_semicolons() -> None:
    text = "CREATE RULE r AS ON INSERT TO t DO (DELETE FROM u; DELETE FROM v);"
    atomic = "CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END; SELECT 3"
    assert len(parse_sql_body(text).statements) == 1
    assert len(parse_sql_body(atomic).statements) == 2


def test_what_the_lexer_refuses_is_opaque() -> None:
    assert "unterminated" in parse_sql_body("SELECT 'a").opaque[0].reason
