"""`specdeck policy`: check, set and show a policy."""

import pytest

TWO = '[[approvals]]\nrisk = "high"\nn = 2\n'


@pytest.fixture(scope="module")
def shop(shared_shell):
    shared_shell.write("db/shop.sql", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';")
    shared_shell.write("two.toml", TWO)
    shared_shell.write("wrong.toml", "aprovals = 1\n")
    shared_shell.write("bytes.toml", b"\xff")
    assert shared_shell.specdeck("project", "add", "shop", "db").code == 0
    return shared_shell


def test_a_policy_is_checked_without_a_daemon(shell):
    shell.write("two.toml", TWO)
    ran = shell.specdeck("policy", "check", "two.toml")
    assert (ran.code, ran.out) == (0, "two.toml: the policy is valid\n")
    assert not any(shell.home.rglob("*.lock"))


def test_a_mistake_in_a_policy_is_reported_with_the_nearest_key(shop):
    ran = shop.specdeck("policy", "check", "wrong.toml")
    assert ran.code == 1
    assert "no key aprovals" in ran.out
    assert "Did you mean approvals?" in ran.out


def test_a_policy_can_come_from_stdin(shop):
    assert shop.specdeck("policy", "check", "-", stdin="quota = 0").code == 1
    closed = shop.specdeck("policy", "check", "-", closed=True)
    assert (closed.code, "There is no standard input" in closed.err) == (2, True)


def test_a_mistake_in_a_policy_is_reported_as_json(shop):
    ran = shop.specdeck("policy", "check", "wrong.toml", "--json")
    assert (ran.code, ran.json["ok"], ran.json["hint"]) == (1, False, "Did you mean approvals?")
    assert shop.specdeck("policy", "check", "two.toml", "--json").json["ok"]


def test_a_policy_is_set_and_shown_as_it_was_given(shop):
    assert shop.specdeck("policy", "set", "shop", "two.toml").code == 0
    assert shop.specdeck("policy", "show", "shop").out == TWO
    stale = shop.specdeck("policy", "set", "shop", "two.toml", "--revision", "0")
    assert stale.code == 4
    assert "changed since you looked" in stale.err


def test_an_invalid_policy_is_not_set(shop):
    ran = shop.specdeck("policy", "set", "shop", "wrong.toml")
    assert ran.code == 2
    assert "hint: Did you mean approvals?" in ran.err


def test_missing_approvals_of_a_unit_are_explained(shop):
    with shop.start("events", "--follow", "--after", "0") as following:
        assert any("unit.converted" in line for line in following.stdout)
        following.terminate()
    (unit,) = shop.specdeck("units", "shop", "--json").json
    ran = shop.specdeck("policy", "explain", str(unit["id"]))
    assert ran.out.startswith("f()\n  The risk is normal")
    assert ran.out.endswith("Missing:\n  one approval\n")
    assert shop.specdeck("policy", "explain", "f()", "--json").json["needed"] == 1


@pytest.mark.parametrize("file", ["nothing.toml", "db", "bytes.toml"])
def test_an_unreadable_file_is_reported(shop, file):
    ran = shop.specdeck("policy", "check", file)
    assert ran.code == 2
    assert file in ran.err
    assert "Traceback" not in ran.err
