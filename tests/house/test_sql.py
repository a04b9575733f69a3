"""Only the store, the effects of jobs and the ledger contain SQL."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("specdeck", "tui", "daemon", "jobs", "themes")
MAY_SPEAK = ("jobs/effects", "jobs/ledger", "jobs/schedule.py")
STATEMENT = re.compile(
    r"\s*(SELECT\s.*\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|WITH\s.*\sAS\s*\(|PRAGMA\s)",
    re.DOTALL,
)


def texts(tree):
    """The string literals of a module, with the parts of formatted ones."""
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def modules():
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


@pytest.mark.parametrize(
    "text", ["SELECT id FROM units", "UPDATE jobs SET state = ?", "WITH RECURSIVE a AS (SELECT 1)"]
)
def test_a_statement_is_recognised(text):
    assert STATEMENT.match(text)


def test_only_the_store_and_the_jobs_speak_sql():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text.split()[0]}"
        for path in modules()
        if not path.relative_to(ROOT).as_posix().startswith(MAY_SPEAK)
        for line, text in texts(ast.parse(path.read_text()))
        if STATEMENT.match(text)
    ]
    assert found == []
