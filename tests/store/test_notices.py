"""What others did reaches those whom it concerns, once."""

import pytest

from store import conversions, journal, notices, people, projects, sources

FINDING = conversions.Finding("function", "f()", 1, "sql", "SELECT 1", None, None, None, "unverified", None, [], {})


@pytest.fixture
def tx(db):
    with db.write() as opened:
        yield opened


@pytest.fixture
def unit(tx):
    project = projects.add(tx, "erp", ["/srv/erp"], "act_1").id
    source = sources.record(tx, project, "/srv/erp", "a.sql", "sql", sources.Content("h", "SELECT 1")).id
    conversions.replace(tx, project, source, "basis", [FINDING])
    return tx.value("SELECT id FROM conversions")


@pytest.fixture
def ada(tx):
    return people.known_as(tx, "key:ada", "Ada").id


@pytest.fixture
def bob(tx):
    return people.known_as(tx, "key:bob", "Bob").id


def kinds_of(tx, person):
    return [row["kind"] for row in tx.rows("SELECT kind FROM notices WHERE person = ? ORDER BY id", person)]


def test_each_person_is_told_and_nobody_of_what_they_did_themselves(tx, unit, ada, bob):
    notices.tell(tx, "assigned", unit, ada, (ada, bob, bob), 1)
    assert (kinds_of(tx, ada), kinds_of(tx, bob)) == ([], ["assigned"])


def test_one_decision_is_told_once_by_what_concerns_most(tx, unit, ada, bob):
    notices.tell(tx, "mention", unit, ada, [bob], 1)
    notices.tell(tx, "comment", unit, ada, [bob], 1)
    notices.tell(tx, "comment", unit, ada, [bob], 2)
    assert kinds_of(tx, bob) == ["mention", "comment"]


def test_what_is_no_decision_is_told_each_time(tx, unit, ada, bob):
    for _ in range(2):
        notices.tell(tx, "assigned", unit, ada, [bob], None)
    assert kinds_of(tx, bob) == ["assigned", "assigned"]


def test_nobody_who_is_not_there_is_told(tx, unit, ada):
    notices.tell(tx, "assigned", unit, ada, ["act_gone"], 1)
    assert tx.value("SELECT count(*) FROM notices") == 0


def test_an_erased_persons_notices_go_with_them(tx, unit, ada, bob):
    notices.tell(tx, "assigned", unit, ada, [bob], 1)
    people.erase(tx, bob, ada)
    assert tx.value("SELECT count(*) FROM notices") == 0


def test_the_journal_tells_of_a_notice_by_ids(tx, unit, ada, bob):
    notices.tell(tx, "assigned", unit, ada, [bob], 1)
    event = journal.after(tx, journal.tail(tx) - 1)[0]
    assert (event.type, event.subject, event.actor) == ("notice.given", f"unit:{unit}", ada)
    assert event.data == {"notice": 1, "to": bob, "kind": "assigned"}
