"""The outbox delivers in order, and again after a crash, until the watermark moves."""

from store.core import outbox


def test_messages_wait_in_order_per_topic(db):
    with db.write() as tx:
        outbox.add(tx, "vectors", "unit:1", {"n": 1})
        outbox.add(tx, "files", "unit:2", {})
        outbox.add(tx, "vectors", "unit:3", {})
        assert [letter.subject for letter in outbox.list_pending(tx, "vectors")] == ["unit:1", "unit:3"]


def test_a_delivered_message_is_no_longer_pending(db):
    with db.write() as tx:
        first = outbox.add(tx, "vectors", "unit:1", {})
        second = outbox.add(tx, "vectors", "unit:2", {})
        outbox.mark_delivered(tx, "vectors", first)
        assert [letter.position for letter in outbox.list_pending(tx, "vectors")] == [second]


def test_a_watermark_never_moves_back(db):
    with db.write() as tx:
        last = [outbox.add(tx, "vectors", "x", {}) for _ in range(3)][-1]
        outbox.mark_delivered(tx, "vectors", last)
        outbox.mark_delivered(tx, "vectors", 1)
        assert outbox.get_watermark(tx, "vectors") == last


def test_positions_are_never_used_twice(db):
    with db.write() as tx:
        first = outbox.add(tx, "vectors", "x", {})
        outbox.mark_delivered(tx, "vectors", first)
        assert outbox.add(tx, "vectors", "x", {}) > first
