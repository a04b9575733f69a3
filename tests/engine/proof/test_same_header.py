"""A statement whose tokens are those of another, apart from its body, is not parsed again."""

import pytest

from engine.proof.routine import read_routine, same_header

HEAD = "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql"
ORIGINAL = f"{HEAD} AS $$ BEGIN RETURN a; END $$"


def test_the_body_is_that_of_the_second_text() -> None:
    text = f"-- why\n{HEAD.lower()} as $b$ BEGIN RETURN 2; END $b$"
    found = same_header(read_routine(ORIGINAL, ()), text)
    whole = read_routine(text, ())
    assert found is not None
    assert (found.body, found.body_at, found.statement) == (whole.body, whole.body_at, whole.statement)
    assert (found.tokens, found.comments, found.language) == (whole.tokens, whole.comments, whole.language)


@pytest.mark.parametrize(
    "text",
    [
        ORIGINAL.replace("a int", "b int"),
        ORIGINAL.replace("f(a", '"f"(a'),
        ORIGINAL.replace("$$", "'"),
        ORIGINAL + " STABLE",
        f"{HEAD} AS 'x', 'y'",
        "CREATE VIEW v AS SELECT 1",
        "CREATE FUNCTION f(",
        "CREATE FUNCTION f('",
        "\ud800",
    ],
)
def test_any_other_token_needs_the_parser(text: str) -> None:
    assert same_header(read_routine(ORIGINAL, ()), text) is None
