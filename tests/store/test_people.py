"""A person is a random id in the journal; their name and texts can be erased."""

import json

import pytest

from store.access import people
from store.core import errors, journal


def test_an_account_is_one_person(db):
    with db.write() as tx:
        first = people.get_or_add(tx, "os:1000", "ada")
        assert people.get_or_add(tx, "os:1000", "ada") == first
        assert people.find(tx, "os:1000") == first


def test_the_journal_never_holds_an_account_a_name_or_a_remark(db):
    with db.write() as tx:
        person = people.get_or_add(tx, "key:ada", "Ada")
        words = people.add_remark(tx, person.id, "wrong rounding")
        journal.append(tx, "unit.rejected", "unit:1", {"remark": words}, person.id)
        written = json.dumps([dict(row) for row in tx.rows("SELECT * FROM journal")])
    assert not any(word in written for word in ("key:ada", "Ada", "rounding"))


def test_the_same_words_twice_have_two_hashes(db):
    with db.write() as tx:
        assert people.add_remark(tx, "act_1", "no") != people.add_remark(tx, "act_1", "no")


def test_an_erased_person_who_comes_back_is_somebody_new(db):
    with db.write() as tx:
        before = people.get_or_add(tx, "os:1000", "ada")
        people.erase(tx, before.id, before.id)
        assert people.get_or_add(tx, "os:1000", "ada").id != before.id


def test_erasing_nobody_is_an_error(db):
    with db.write() as tx, pytest.raises(errors.MissingError):
        people.erase(tx, "act_none", "act_1")
