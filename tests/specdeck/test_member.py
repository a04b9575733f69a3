"""`specdeck member`: roles and grants on the command line."""

import os

import pytest


@pytest.fixture(scope="module")
def shop(shared_shell):
    shared_shell.write("db/shop.sql", "SELECT 1;")
    assert shared_shell.specdeck("project", "add", "shop", "db").code == 0
    return shared_shell


def member(shop, *words):
    return shop.specdeck("member", *words)


def test_the_user_who_runs_the_daemon_is_listed(shop):
    ran = member(shop, "list", "shop")
    assert f"os:{os.getuid()}" in ran.out
    assert "owner (you)" in ran.out


def test_a_member_is_added_changed_and_removed(shop):
    assert "key:ada" in member(shop, "add", "shop", "key:ada", "--role", "reviewer").out
    assert "developer" in member(shop, "role", "shop", "key:ada", "developer").out
    assert "key:ada" not in member(shop, "remove", "shop", "key:ada").out


def test_a_member_is_added_once(shop):
    member(shop, "add", "shop", "key:bob")
    again = member(shop, "add", "shop", "key:bob", "--role", "owner")
    assert again.code == 2
    assert "hint: Use specdeck member role" in again.err


def test_a_permission_is_granted_and_revoked(shop):
    member(shop, "add", "shop", "key:zoe")
    lent = member(shop, "grant", "shop", "key:zoe", "waive", "--for", "8h", "--reason", "release night", "--json")
    (grant,) = next(each["grants"] for each in lent.json["items"] if each["account"] == "key:zoe")
    assert (grant["permission"], grant["reason"]) == ("waive", "release night")
    assert "waive until" in member(shop, "list", "shop").out
    assert "waive until" not in member(shop, "revoke", "shop", "key:zoe", "waive").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "shop", "ada"), "os:UID"),
        (("add", "shop", "key:ada", "--role", "god"), "The role god does not exist"),
        (("role", "shop", "key:nobody", "Owner"), "Roles: viewer, reviewer"),
        (("role", "shop", "key:nobody", "viewer"), "hint: Use specdeck member add"),
        (("grant", "shop", "key:bob", "waive", "--for", "1h", "--reason", " "), "a grant has a reason"),
        (("add", "shop", "key:ada", "--role", "worker"), "a worker cannot be a member"),
        (("grant", "shop", "key:bob", "wave", "--for", "1h", "--reason", "x"), "The permission wave does not exist"),
        (("grant", "shop", "key:bob", "daemon.control", "--for", "1h", "--reason", "x"), "does not apply to projects"),
        (("grant", "shop", "key:bob", "waive", "--for", "soon", "--reason", "x"), "Write 30m"),
        (("grant", "shop", "key:bob", "waive", "--for", "60w", "--reason", "x"), "up to a year"),
        (("grant", "shop", "key:nobody", "waive", "--for", "1h", "--reason", "x"), "not a member"),
        (("remove", "nothing", "key:ada"), "no project nothing"),
    ],
)
def test_an_impossible_change_is_refused_with_the_reason(shop, words, says):
    ran = member(shop, *words)
    assert ran.code == 2
    assert says in ran.err
    assert "Traceback" not in ran.err
