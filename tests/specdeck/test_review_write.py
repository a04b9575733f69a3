"""`specdeck review write`: write approved texts to their files again."""

import json

import pytest

ROUTINE = "CREATE FUNCTION shop.price() RETURNS integer AS $$ BEGIN RETURN 7; END; $$ LANGUAGE plpgsql;\n"
FILE = "specql/shop/modules/prices.yaml"


@pytest.fixture(scope="module")
def shop(shared_shell):
    """A shell with a project of one unit."""
    shared_shell.write("db/prices.sql", ROUTINE)
    assert shared_shell.specdeck("project", "add", "shop", "db").code == 0
    assert shared_shell.specdeck("wait").code == 0
    return shared_shell


def test_units_that_are_not_approved_are_skipped_and_reported(shop):
    ran = shop.specdeck("review", "write", "shop.price")
    assert (ran.code, ran.out) == (1, "No files to write.\n")
    assert "is skipped: it is not approved" in ran.err


def test_a_query_that_finds_nothing_writes_nothing(shop):
    assert shop.specdeck("review", "write", "--where", "name:nothing").code == 1


def test_the_written_files_are_listed_with_the_verdict_on_each(shop):
    assert shop.specdeck("review", "approve", "shop.price").code == 0
    assert shop.specdeck("wait").code == 0
    ran = shop.specdeck("review", "write", "--where", "state=approved or state=written")
    assert (ran.code, ran.out) == (0, f"{FILE}  proved\n")
    assert json.loads(shop.specdeck("review", "write", "shop.price", "--json").out) == {
        "files": [FILE],
        "left_out": [],
        "proofs": [{"path": FILE, "verdict": "proved", "problems": []}],
    }
