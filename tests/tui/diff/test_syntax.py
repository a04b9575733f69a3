"""Syntax by windows: the same words whether a text is read whole or from its middle."""

from tui.diff.content.diff_model import DiffSide
from tui.diff.paint.syntax import WINDOW, Syntax


def words(text, language, line):
    side = DiffSide("", language, text)
    return [(side.lines[line][word.start : word.end], word.tone) for word in Syntax(side).words(line)]


def test_the_body_of_a_routine_is_read_as_code():
    assert ("RETURN", "keyword") in words("CREATE FUNCTION f() AS $$\nBEGIN\n  RETURN 1;\nEND $$;", "sql", 2)


def test_a_string_that_began_in_an_earlier_window_is_still_a_string():
    text = "SELECT '" + "\n" * WINDOW + "SELECT 1 -- it is text';\nSELECT 2;"
    assert words(text, "sql", WINDOW)[0] == ("SELECT 1 -- it is text'", "string")
    assert words(text, "sql", WINDOW + 1)[0] == ("SELECT", "keyword")


def test_a_comment_that_began_in_an_earlier_window_is_still_a_comment():
    assert words("/* " + "\n" * WINDOW + "SELECT */ 1", "sql", WINDOW)[0] == ("SELECT */", "comment")


def test_keys_of_yaml_are_highlighted():
    assert words("actions:\n  - name: price\n", "yaml", 1) == [("name", "key")]


def test_an_endless_line_stays_plain():
    assert words("SELECT " + "1, " * 10_000, "sql", 0) == []
