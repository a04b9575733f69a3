r"""`\'` in a plain literal ends it; the statement says so, and those after it are read."""

import pytest

from engine.source.split_file import split

AFTER = "\nCREATE TABLE t (a int);\n"


@pytest.mark.parametrize("statement", [r"INSERT INTO t VALUES ('it\'s');", r"INSERT INTO t VALUES ('a\\b', 'don\'t');"])
def test_a_backslash_before_a_quote_is_named_as_the_cause(statement: str) -> None:
    first, *_, last = split(statement + AFTER).units
    assert first.fault is not None
    assert first.fault.code == "source.old_string"
    assert first.fault.place == statement.index(r"\'") + 1
    assert "E'" in first.fault.hint
    assert last.name == "t"


@pytest.mark.parametrize("statement", [r"INSERT INTO t VALUES (E'it\'s');", r"INSERT INTO t VALUES ('C:\');"])
def test_other_backslashes_are_fine(statement: str) -> None:
    assert [unit.fault for unit in split(statement + AFTER).units] == [None, None]


@pytest.mark.parametrize("statement", ["INSERT INTO t VALUES ('it's');", r"INSERT INTO INTO t VALUES ('C:\');"])
def test_another_error_keeps_its_own_sentence(statement: str) -> None:
    fault = split(statement + AFTER).units[0].fault
    assert fault is not None
    assert fault.code != "source.old_string"
