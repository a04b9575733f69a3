"""The journal is append-only, chained and readable from any point."""

from store.core import journal


def test_events_are_numbered_from_one_without_gaps(db):
    with db.write() as tx:
        for _ in range(3):
            journal.append(tx, "test.happened", "x", {})
        assert [event.seq for event in journal.list_after(tx, 0)] == [1, 2, 3]


def test_reading_resumes_after_a_number(db):
    with db.write() as tx:
        for number in range(5):
            journal.append(tx, "test.happened", "x", {"number": number})
    with db.read() as view:
        assert [event.data["number"] for event in journal.list_after(view, 2, limit=2)] == [2, 3]
        assert (journal.get_oldest(view), journal.get_tail(view)) == (1, 5)


def test_an_empty_journal_has_no_tail(db):
    with db.read() as view:
        assert (journal.get_oldest(view), journal.get_tail(view), journal.get_head(view)) == (
            0,
            0,
            (0, journal.GENESIS),
        )


def test_an_event_has_time_type_and_actor(db):
    with db.write() as tx:
        journal.append(tx, "unit.approved", "unit:7", {"verdict": "proved"}, "act_1")
    with db.read() as view:
        (event,) = journal.list_after(view, 0)
    assert (event.at, event.type, event.subject, event.actor) == (
        "2026-11-18T11:06:40.000Z",
        "unit.approved",
        "unit:7",
        "act_1",
    )
