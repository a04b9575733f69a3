"""The outbox hands on in order, and again after a crash, until the watermark says it arrived."""

from store import outbox


def test_what_is_posted_waits_in_order_per_topic(db):
    with db.write() as tx:
        outbox.post(tx, "vectors", "unit:1", {"n": 1})
        outbox.post(tx, "files", "unit:2", {})
        outbox.post(tx, "vectors", "unit:3", {})
        assert [letter.subject for letter in outbox.waiting(tx, "vectors")] == ["unit:1", "unit:3"]


def test_what_was_handed_on_does_not_wait_any_more(db):
    with db.write() as tx:
        first = outbox.post(tx, "vectors", "unit:1", {})
        second = outbox.post(tx, "vectors", "unit:2", {})
        outbox.handed_on(tx, "vectors", first)
        assert [letter.position for letter in outbox.waiting(tx, "vectors")] == [second]


def test_a_watermark_never_moves_back(db):
    with db.write() as tx:
        last = [outbox.post(tx, "vectors", "x", {}) for _ in range(3)][-1]
        outbox.handed_on(tx, "vectors", last)
        outbox.handed_on(tx, "vectors", 1)
        assert outbox.watermark(tx, "vectors") == last


def test_positions_are_never_used_twice(db):
    with db.write() as tx:
        first = outbox.post(tx, "vectors", "x", {})
        outbox.handed_on(tx, "vectors", first)
        assert outbox.post(tx, "vectors", "x", {}) > first
