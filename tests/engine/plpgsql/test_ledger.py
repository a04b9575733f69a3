"""Every token that is no comment is consumed exactly once, or lies in a named opaque span."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.plpgsql import parse_body, parse_sql_body
from engine.plpgsql.lexer import tokenize
from engine.plpgsql.reader import Reader
from engine.plpgsql.token_coverage import TokenCoverageError, require_full_coverage

KEYWORDS = """
    BEGIN END IF THEN ELSE ELSIF LOOP FOR IN WHILE CASE WHEN DECLARE RETURN NEXT QUERY EXECUTE INTO USING RAISE NOTICE
    EXCEPTION OTHERS NULL SELECT FROM INSERT UPDATE SET VALUES FETCH OPEN CLOSE MOVE CURSOR GET DIAGNOSTICS COMMIT
    PERFORM CALL ASSERT EXIT CONTINUE FOREACH ARRAY SLICE STRICT
"""
SIGNS = "; ; ; := = ( ) [ ] , . .. :: << >> x y z 1 'a' $1"
WORDS = [*KEYWORDS.split(), *SIGNS.split(), '"Q"']


def test_a_token_never_consumed_is_found() -> None:
    tokens, _ = tokenize("a b c")
    reader = Reader("a b c", tokens, ledger=[(0, 1), (2, 3)])
    with pytest.raises(TokenCoverageError, match="was consumed never"):
        require_full_coverage(reader)


def test_a_token_consumed_twice_is_found() -> None:
    tokens, _ = tokenize("a b c")
    reader = Reader("a b c", tokens, ledger=[(0, 2), (1, 3)])
    with pytest.raises(TokenCoverageError, match="twice"):
        require_full_coverage(reader)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_words_give_a_tree_or_opaque_spans_and_the_ledger_holds(words: list[str]) -> None:
    for text in (" ".join(words), f"BEGIN {' '.join(words)} END"):
        body = parse_body(text)
        assert body.block or body.opaque
        parse_sql_body(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_at_all_gives_a_result(text: str) -> None:
    assert parse_body(text).opaque or text
    parse_sql_body(text)


def test_every_prefix_of_a_body_gives_a_result() -> None:
    body = "<<b>> DECLARE x int := 1; BEGIN FOR r IN SELECT 'é' LOOP IF a THEN RAISE 'x'; END IF; END LOOP; END b;"
    for length in range(len(body)):
        found = parse_body(body[:length])
        assert found.block or found.opaque
