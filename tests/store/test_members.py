"""Permissions in a project: by role, by connection, by grants that end."""

import os

import pytest

from engine.review import roles
from store.access import grants, members, people
from store.codebase import projects
from store.core import errors, journal, times

NOW = 1_795_000_000.0  # the clock of `db`


@pytest.fixture
def tx(db):
    with db.write() as opened:
        yield opened


@pytest.fixture
def project(tx):
    return projects.add(tx, "erp", ["/srv/erp"], "act_1").id


@pytest.fixture
def ada(tx):
    return people.get_or_add(tx, "key:ada", "Ada")


def test_somebody_who_is_not_a_member_has_the_role_of_their_key(tx, project):
    assert members.get_permissions(tx, project, "key:ada", "reviewer") == roles.role_permissions("reviewer")


@pytest.mark.parametrize("role", ["viewer", "admin"])
def test_a_members_role_replaces_the_pinned_one_whether_higher_or_lower(tx, project, ada, role):
    members.set_role(tx, project, ada.id, role, "act_1")
    assert members.get_permissions(tx, project, "key:ada", "developer") == roles.role_permissions(role)


def test_a_role_counts_in_its_project_only(tx, project, ada):
    other = projects.add(tx, "shop", ["/srv/shop"], "act_1").id
    members.set_role(tx, project, ada.id, "admin", "act_1")
    assert members.get_permissions(tx, other, "key:ada", "viewer") == roles.role_permissions("viewer")


def test_a_workers_key_may_do_nothing_even_under_the_name_of_an_owner(tx, project, ada):
    members.set_role(tx, project, ada.id, "owner", "act_1")
    grants.give(tx, project, ada.id, "decide", 60, "holidays", "act_1")
    assert members.get_permissions(tx, project, "key:ada", "worker") == frozenset()


def test_the_user_who_runs_the_daemon_is_always_owner(tx, project):
    me = people.get_or_add(tx, f"os:{os.getuid()}", "me")
    members.set_role(tx, project, me.id, "viewer", "act_1")
    assert members.get_permissions(tx, project, me.account, "owner") == roles.ALL_PERMISSIONS
    assert members.get_role(tx, project, me.account) == "owner"


def test_a_grant_adds_a_permission_until_it_ends(db, tx, project, ada):
    members.set_role(tx, project, ada.id, "viewer", "act_1")
    grants.give(tx, project, ada.id, "decide", 60, "holidays", "act_1")
    assert members.get_permissions(tx, project, "key:ada", "viewer") == {"view", "decide", "comment"}
    tx.now = NOW + 60
    assert "decide" not in members.get_permissions(tx, project, "key:ada", "viewer")
    assert list(grants.get_past_ends(tx, project, "key:ada")) == ["decide"]


def test_of_overlapping_grants_the_last_to_end_counts(tx, project, ada):
    members.set_role(tx, project, ada.id, "viewer", "act_1")
    for seconds in (3600, 60):
        grants.give(tx, project, ada.id, "decide", seconds, "holidays", "act_1")
    tx.now = NOW + 61
    assert "decide" in members.get_permissions(tx, project, "key:ada", "viewer")
    assert grants.get_past_ends(tx, project, "key:ada") == {}
    assert grants.get_permission_ends(tx, project, "key:ada") == dict.fromkeys(
        ("comment", "decide"), times.to_text(NOW + 3600)
    )


def test_permissions_of_a_role_and_of_grants_are_separate(tx, project, ada):
    members.set_role(tx, project, ada.id, "viewer", "act_1")
    grants.give(tx, project, ada.id, "decide", 60, "holidays", "act_1")
    assert members.get_own_permissions(tx, project, "key:ada", "admin") == {"view"}
    assert members.get_own_permissions(tx, project, "key:ada", "worker") == frozenset()


def test_an_active_grant_hides_one_that_ended(tx, project, ada):
    members.set_role(tx, project, ada.id, "viewer", "act_1")
    for seconds in (60, 600):
        grants.give(tx, project, ada.id, "decide", seconds, "holidays", "act_1")
    tx.now = NOW + 120
    assert grants.get_past_ends(tx, project, "key:ada") == {}
    assert [grant.reason for grant in grants.list_grants(tx, project, ada.id)] == ["holidays"]


def test_a_revoked_grant_ends_at_once(tx, project, ada):
    grants.give(tx, project, ada.id, "decide", 60, "holidays", "act_1")
    grants.revoke(tx, project, ada.id, "decide", "act_1")
    assert grants.get_permissions(tx, project, "key:ada") == frozenset()
    with pytest.raises(errors.MissingError):
        grants.revoke(tx, project, ada.id, "decide", "act_1")


def test_a_removed_member_has_neither_role_nor_grants(tx, project, ada):
    members.set_role(tx, project, ada.id, "admin", "act_1")
    grants.give(tx, project, ada.id, "owner.grant", 60, "holidays", "act_1")
    members.remove(tx, project, ada.id, "act_1")
    assert members.list_members(tx, project) == []
    assert members.get_permissions(tx, project, "key:ada", "viewer") == roles.role_permissions("viewer")
    with pytest.raises(errors.MissingError):
        members.find(tx, project, "key:ada")


def test_an_erased_person_is_no_longer_a_member(tx, project, ada):
    members.set_role(tx, project, ada.id, "admin", "act_1")
    grants.give(tx, project, ada.id, "waive", 60, "holidays", "act_1")
    people.erase(tx, ada.id, "act_1")
    assert members.list_members(tx, project) == []
    assert members.get_permissions(tx, project, "key:ada", "viewer") == roles.role_permissions("viewer")


def test_the_journal_has_ids_only(tx, project, ada):
    members.set_role(tx, project, ada.id, "admin", "act_1")
    grants.give(tx, project, ada.id, "waive", 60, "holidays", "act_1")
    told = str([dict(row) for row in tx.rows("SELECT * FROM journal")])
    assert [event.type for event in journal.list_after(tx, 2)] == ["member.set", "grant.given"]
    assert not any(word in told for word in ("key:ada", "holidays"))
