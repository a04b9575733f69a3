"""An act on rows of files is on all their statements, within the bound of an act."""

import pytest

from daemon.server.review.folded_rows import TooManyUnitsError, add_statements
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from engine.record import UnitRecord
from store.codebase import conversions, sources
from store.codebase.conversions import ConversionResult

APPROVE = NewDecision(DecisionKind.APPROVE)
STATEMENTS = 3


@pytest.fixture
def rows(desk):
    """The rows of two files of three statements each."""
    return [_seed(desk, path) for path in ("a.sql", "b.sql")]


def _seed(desk, path):
    source = sources.record(desk.tx, desk.project, "/srv", path, "sql", sources.Content(path, path)).id
    records = [
        UnitRecord("data", "t", "sql", (0, 1), at, verdict="proved", evidence={}, counts={}, spec=f"{path} {at}")
        for at in range(STATEMENTS)
    ]
    results = [ConversionResult(record, f"{path} {record.occurrence}") for record in records]
    conversions.replace(desk.tx, desk.project, source, path, results)
    return conversions.list_of_source(desk.tx, source)[0].id


def test_rows_bring_the_statements_that_they_represent(desk, rows):
    assert len(add_statements(desk.tx, dict.fromkeys(rows), APPROVE, 10)) == 2 * STATEMENTS


def test_more_units_than_one_act_is_for_are_refused_with_their_number(desk, rows):
    with pytest.raises(TooManyUnitsError, match="These 2 rows represent 6 units"):
        add_statements(desk.tx, dict.fromkeys(rows), APPROVE, 5)


def test_one_row_is_decided_on_however_many_statements_it_represents(desk, rows):
    assert len(add_statements(desk.tx, {rows[0]: None}, APPROVE, 2)) == STATEMENTS
