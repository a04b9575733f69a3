"""A repeated request is carried out once."""

import pytest

import store
from store.core import idempotency
from store.core.idempotency import KeyReusedError, StoredReply


def test_a_stored_reply_is_repeated(db):
    with db.write() as tx:
        assert idempotency.find(tx, "act_1", "k", "h") is None
        idempotency.save(tx, "act_1", "k", "h", StoredReply(201, "{}"))
        assert idempotency.find(tx, "act_1", "k", "h") == StoredReply(201, "{}")


def test_a_key_belongs_to_one_actor(db):
    with db.write() as tx:
        idempotency.save(tx, "act_1", "k", "h", StoredReply(201, "{}"))
        assert idempotency.find(tx, "act_2", "k", "h") is None


def test_a_key_used_for_another_request_is_refused(db):
    with db.write() as tx:
        idempotency.save(tx, "act_1", "k", "h", StoredReply(201, "{}"))
        with pytest.raises(KeyReusedError):
            idempotency.find(tx, "act_1", "k", "other")


def test_old_replies_are_purged(file):
    moments = iter([0.0, idempotency.KEPT_SECONDS, idempotency.KEPT_SECONDS + 1])
    opened = store.open(file, clock=lambda: next(moments))
    with opened.write() as tx:
        idempotency.save(tx, "act_1", "k", "h", StoredReply(200, ""))
    with opened.write() as tx:
        assert idempotency.purge_old(tx) == 0
    with opened.write() as tx:
        assert idempotency.purge_old(tx) == 1
    opened.close()
