"""A decision on the row of a file's statements is one act on all of them."""

import pytest

from daemon.client.errors import StaleError
from daemon.wire.decision import BulkDecision, NewDecision
from daemon.wire.decision_kinds import DecisionKind

STATEMENTS = 40
SEEDS = "".join(f"INSERT INTO shop.unit VALUES ({number});\n" for number in range(STATEMENTS))
APPROVE = NewDecision(DecisionKind.APPROVE)


@pytest.fixture(scope="module")
def seeds(shared_daemon, tmp_path_factory):
    """A client of a project with a file of statements, once all are converted."""
    folder = tmp_path_factory.mktemp("seeds")
    (folder / "seeds.sql").write_text(SEEDS, encoding="utf-8")
    with shared_daemon.client() as client:
        client.projects.add("seeds", [str(folder)])
        for event in client.events.follow(0):
            if event.type == "job.done" and not client.conversions.tally("seeds").waiting:
                break
        yield client


def states(client):
    return dict(client.inbox.counts("seeds").states)


def test_one_row_stands_for_the_file_and_its_approval_for_all(seeds):
    (row,) = seeds.inbox.list("seeds", "open")
    assert row.statements == STATEMENTS - 1
    act = seeds.reviews.decide(row.id, APPROVE, row.revision)
    assert (act.units, act.changed) == (STATEMENTS, STATEMENTS)
    assert not seeds.inbox.page("seeds", "open").total
    seeds.reviews.undo("seeds", act.id)
    assert states(seeds) == {"converted": STATEMENTS}
    assert [each.id for each in seeds.inbox.list("seeds", "open")] == [row.id]


def test_a_comment_is_about_the_one_statement(seeds):
    (row,) = seeds.inbox.list("seeds", "open")
    assert seeds.reviews.decide(row.id, NewDecision(DecisionKind.COMMENT, note="why?")).units == 1
    assert states(seeds) == {"converted": STATEMENTS}


def test_a_decision_on_a_row_that_changed_decides_on_nothing(seeds):
    (row,) = seeds.inbox.list("seeds", "open")
    with pytest.raises(StaleError):
        seeds.reviews.decide(row.id, APPROVE, row.revision - 1)
    assert states(seeds) == {"converted": STATEMENTS}


def test_a_statement_that_is_chosen_by_its_number_is_decided_alone(seeds):
    last = next(iter(seeds.inbox.list("seeds", "folded", "-id")))
    act = seeds.reviews.decide(last.id, NewDecision(DecisionKind.SKIP))
    assert act.units == 1
    seeds.reviews.undo("seeds", act.id)


def test_a_statement_that_is_chosen_beside_its_row_keeps_the_revision_that_was_seen(seeds):
    (row,) = seeds.inbox.list("seeds", "open")
    last = next(iter(seeds.inbox.list("seeds", "folded", "-id")))
    chosen, seen = (row.id, last.id), (row.revision, last.revision - 1)
    act = seeds.reviews.decide_all("seeds", BulkDecision(APPROVE, units=chosen, revisions=seen, preview=True))
    assert [each.unit for each in act.outcomes if each.problem] == [last.id]
