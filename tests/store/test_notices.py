"""People are notified once of what concerns them."""

import pytest

from engine.record import UnitRecord
from engine.review.standing import Approval, ReviewState, Standing
from store.access import people
from store.codebase import conversions, projects, sources
from store.core import journal
from store.review import notices
from store.review.notices import NotifiedDecision

FINDING = conversions.ConversionResult(UnitRecord("function", "f()", "sql", (0, 8), 1), "SELECT 1")


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
    return people.get_or_add(tx, "key:ada", "Ada").id


@pytest.fixture
def bob(tx):
    return people.get_or_add(tx, "key:bob", "Bob").id


def kinds_of(tx, person):
    return [row["kind"] for row in tx.rows("SELECT kind FROM notices WHERE person = ? ORDER BY id", person)]


def test_each_person_is_notified_and_nobody_of_their_own_act(tx, unit, ada, bob):
    notices.notify(tx, "assigned", unit, ada, (ada, bob, bob), 1)
    assert (kinds_of(tx, ada), kinds_of(tx, bob)) == ([], ["assigned"])


def test_a_decision_gives_one_notice_of_the_most_important_kind(tx, unit, ada, bob):
    notices.notify(tx, "mention", unit, ada, [bob], 1)
    notices.notify(tx, "comment", unit, ada, [bob], 1)
    notices.notify(tx, "comment", unit, ada, [bob], 2)
    assert kinds_of(tx, bob) == ["mention", "comment"]


def test_an_event_without_a_decision_gives_a_notice_each_time(tx, unit, ada, bob):
    for _ in range(2):
        notices.notify(tx, "assigned", unit, ada, [bob], None)
    assert kinds_of(tx, bob) == ["assigned", "assigned"]


def test_unknown_people_are_not_notified(tx, unit, ada):
    notices.notify(tx, "assigned", unit, ada, ["act_gone"], 1)
    assert tx.value("SELECT count(*) FROM notices") == 0


def test_an_erased_persons_notices_go_with_them(tx, unit, ada, bob):
    notices.notify(tx, "assigned", unit, ada, [bob], 1)
    people.erase(tx, bob, ada)
    assert tx.value("SELECT count(*) FROM notices") == 0


def test_the_journal_records_a_notice_by_ids(tx, unit, ada, bob):
    notices.notify(tx, "assigned", unit, ada, [bob], 1)
    event = journal.list_after(tx, journal.get_tail(tx) - 1)[0]
    assert (event.type, event.subject, event.actor) == ("notice.given", f"unit:{unit}", ada)
    assert event.data == {"notice": 1, "to": bob, "kind": "assigned"}


def decided(tx, unit, actor, word, words=""):
    """A decision as it is kept, for its number."""
    remark = people.add_remark(tx, actor, words) if words else None
    return tx.insert(
        "INSERT INTO decisions (act, conversion, actor, word, remark, before, after, at)"
        " VALUES ('a', ?, ?, ?, ?, '{}', '{}', 't')",
        unit,
        actor,
        word,
        remark,
    )


def test_people_are_mentioned_by_name_or_key_in_any_case(tx, ada, bob):
    assert notices.find_mentioned(tx, "@ADA and @bob, not @carol") == (ada, bob)


def test_a_name_that_two_people_share_means_both(tx, ada):
    other = people.get_or_add(tx, "os:1000", "ada").id
    assert set(notices.find_mentioned(tx, "@ada")) == {ada, other}


def test_everybody_concerned_gets_a_notice_of_the_most_important_kind(tx, unit, ada, bob):
    carol = people.get_or_add(tx, "key:carol", "Carol").id
    before = Standing(ReviewState.IN_REVIEW, "s", "proved", author=ada, approvals=(Approval(bob, "s"),))
    after = Standing(ReviewState.REJECTED, "s", "proved", author=ada)
    notices.notify_concerned(tx, NotifiedDecision(1, "reject", "see @bob", unit, carol), before, after)
    assert [kinds_of(tx, person) for person in (ada, bob, carol)] == [["decided"], ["mention"], []]


def test_the_person_who_closed_a_unit_is_notified_when_it_reopens(tx, unit, ada, bob):
    decided(tx, unit, ada, "reject")
    again = decided(tx, unit, bob, "approve")
    before, after = Standing(ReviewState.REJECTED, "s", "proved"), Standing(ReviewState.APPROVED, "s", "proved")
    notices.notify_concerned(tx, NotifiedDecision(again, "approve", "", unit, bob), before, after)
    assert kinds_of(tx, ada) == ["decided"]


def test_an_undo_is_notified_although_the_decision_was(tx, unit, ada, bob):
    for kind in ("decided", "undone", "undone"):
        notices.notify(tx, kind, unit, ada, [bob], 1)
    assert kinds_of(tx, bob) == ["decided", "undone"]


def test_notices_are_listed_newest_first_with_their_text(tx, unit, ada, bob):
    notices.notify(tx, "mention", unit, ada, [bob], decided(tx, unit, ada, "comment", "why not?"))
    notices.notify(tx, "assigned", unit, ada, [bob], None)
    newest, oldest = notices.page(tx, bob)
    assert (newest.kind, newest.word, newest.words) == ("assigned", None, None)
    assert (oldest.by, oldest.name, oldest.project, oldest.words) == ("Ada", "f()", "erp", "why not?")
    assert notices.page(tx, bob, before=newest.id) == [oldest]


def test_erased_text_is_no_longer_shown(tx, unit, ada, bob):
    notices.notify(tx, "mention", unit, ada, [bob], decided(tx, unit, ada, "comment", "why not?"))
    people.erase(tx, ada, bob)
    (notice,) = notices.page(tx, bob)
    assert (notice.by, notice.words) == (ada, None)


def test_seen_notices_are_not_counted(tx, unit, ada, bob):
    for _ in range(3):
        notices.notify(tx, "assigned", unit, ada, [bob], None)
    notices.mark_seen(tx, bob, notices.page(tx, bob)[1].id)
    assert notices.count_unseen(tx, bob) == 1
    assert [notice.seen for notice in notices.page(tx, bob)] == [False, True, True]
