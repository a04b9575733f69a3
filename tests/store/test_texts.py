"""Texts are stored once, exactly, under their hash."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.core import errors, texts


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=30
)
@given(st.text() | st.text().map(lambda text: text * 300))
def test_a_stored_text_is_returned_exactly(db, text):
    with db.write() as tx:
        assert texts.get(tx, texts.save(tx, text)) == text


def test_the_same_text_is_stored_once(db):
    with db.write() as tx:
        assert texts.save(tx, "SELECT 1") == texts.save(tx, "SELECT 1") == texts.hash_of("SELECT 1")
        assert tx.value("SELECT count(*) FROM texts") == 1


def test_an_erased_text_is_missing(db):
    with db.write() as tx:
        digest = texts.save(tx, "SELECT 1")
        assert texts.erase(tx, digest)
        assert not texts.erase(tx, digest)
        with pytest.raises(errors.MissingError):
            texts.get(tx, digest)


def test_a_tampered_text_is_never_returned(db):
    with db.write() as tx:
        digest = texts.save(tx, "SELECT 1")
        tx.execute("UPDATE texts SET content = x'00' WHERE hash = ?", digest)
        with pytest.raises(errors.DamagedError):
            texts.get(tx, digest)
