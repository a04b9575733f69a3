"""The crash bench in short: no crash loses or doubles anything."""

import importlib.util
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("crash_bench", Path(__file__).parents[3] / "bench" / "crash.py")
crash = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(crash)


@pytest.fixture(scope="module")
def empty():
    with crash.empty_database() as database:
        yield database


@pytest.mark.parametrize("point", ["inside-apply", "after-commit", "mid-migration", "daemon and worker"])
def test_a_crash_loses_nothing_doubles_nothing_and_leaves_the_journal_whole(empty, point):
    _, _, (lost, doubled, broken) = crash.run_trial(point, 7, 2.0, empty)
    assert (lost, doubled, broken) == ([], [], [])


def test_the_bench_knows_at_least_twelve_failpoints_and_each_is_in_the_code():
    root = Path(__file__).parents[3]
    code = "".join(path.read_text() for room in ("store", "jobs", "daemon") for path in (root / room).rglob("*.py"))
    assert len(crash.PLACES) >= 12
    assert [place for place in crash.PLACES if f'reach("{place}")' not in code] == []
