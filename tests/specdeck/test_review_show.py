"""`specdeck review show`: reasons to look, and missing approvals."""

import pytest

LEVY = "CREATE TABLE shop.levy (\n  tax int\n);\n"
BROKEN = "CREATE TABLE shop.broken (a int,,);\n"


@pytest.fixture
def shop(shell):
    shell.write("db/shop.sql", LEVY + BROKEN)
    shell.specdeck("project", "add", "shop", "db")
    shell.specdeck("wait")
    return shell


def test_a_reason_follows_the_number_of_its_line(shop):
    assert 'line 2: Contains the risk word "tax".' in shop.specdeck("review", "show", "shop.levy").out.splitlines()


def test_an_unreadable_unit_cannot_be_approved(shop):
    (broken,) = shop.specdeck("review", "list", "--where", "fault", "--json").json
    ran = shop.specdeck("review", "approve", str(broken["id"]), "--waive", "looks fine")
    assert (ran.code, ran.err.splitlines()[0]) == (1, "error: Its SQL has an error, so its meaning is unknown.")
    assert "SQL without an error" in shop.specdeck("policy", "explain", str(broken["id"])).out
