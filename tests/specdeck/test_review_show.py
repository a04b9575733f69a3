"""`specdeck review show`: reasons to look, and missing approvals."""

import pytest


@pytest.fixture
def shell(lent_shell):
    return lent_shell


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


TAX = "CREATE FUNCTION shop.fee(a int) RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN a * 2;\nEND $$;\n"


@pytest.fixture
def edited(shell):
    """A unit whose text in review does not prove: somebody changed a factor."""
    shell.write("db/shop.sql", TAX)
    shell.specdeck("project", "add", "shop", "db")
    shell.specdeck("wait")
    spec = shell.specdeck("review", "show", "shop.fee(integer)", "--json").json["deck"]["spec"]
    shell.write("fee.yaml", spec.replace("a * 2", "a * 3"))
    shell.specdeck("review", "edit", "shop.fee(integer)", "--file", "fee.yaml")
    return shell


def test_the_first_reason_of_an_edit_that_does_not_prove_is_where_it_differs(edited):
    lines = edited.specdeck("review", "show", "shop.fee(integer)").out.splitlines()
    reason = lines.index("Why look:") + 1
    assert lines[reason].startswith("line 3: ")
    assert lines[reason + 1].startswith("    SQL, line 3: RETURN a * 2;")
    assert lines[reason + 2].startswith("    SQL from the spec, line ") and "a * 3" in lines[reason + 2]


def test_json_has_the_lines_of_both_texts(edited):
    first = edited.specdeck("review", "show", "shop.fee(integer)", "--json").json["causes"][0]
    assert (first["kind"], first["difference"]["original"]["text"]) == ("difference", "RETURN a * 2;")
    assert "a * 3" in first["difference"]["lowered"]["text"]
