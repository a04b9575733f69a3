"""`specdeck reuse` and `review approve --copies`: one decision for units that are equal but for names."""

import pytest


@pytest.fixture
def shell(lent_shell):
    return lent_shell


SHIP = """\
CREATE FUNCTION shop.ship_{name}(p_id integer) RETURNS void AS $$
BEGIN
    UPDATE shop.{name} SET state = 'sent', sent_at = now() WHERE id = p_id AND state = 'packed';
    IF NOT FOUND THEN
        RAISE EXCEPTION '{name} is not packed';
    END IF;
END;
$$ LANGUAGE plpgsql;
"""
OTHER = "CREATE FUNCTION shop.one() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;\n"


@pytest.fixture(scope="module")
def shop(shared_shell):
    names = ("parcel", "letter", "pallet", "crate")
    shared_shell.write("db/ship.sql", "".join(SHIP.format(name=name) for name in names) + OTHER)
    assert shared_shell.specdeck("project", "add", "shop", "db").code == 0
    assert shared_shell.specdeck("wait").code == 0
    return shared_shell


def state(shop, name):
    return shop.specdeck("review", "show", name, "--json").json["item"]["state"]


def test_a_copy_of_an_approved_unit_gets_its_spec_by_renaming(shop):
    assert shop.specdeck("reuse", "shop.ship_letter").out.startswith("use the pattern state_machine")
    assert shop.specdeck("review", "approve", "shop.ship_parcel").code == 0
    ran = shop.specdeck("reuse", "shop.ship_letter")
    assert ran.out.splitlines()[0].startswith("adapt the approved spec of shop.ship_parcel(integer), 100% alike")
    assert "  renamed: parcel to letter" in ran.out
    plan = shop.specdeck("reuse", "shop.ship_letter", "--offer", "--json").json
    assert (plan["tier"], plan["proposal"]) == ("adapt", None)  # it is the spec that it has


def test_one_approval_serves_for_all_copies(shop):
    ran = shop.specdeck("review", "approve", "shop.ship_crate", "--copies")
    assert ran.code in (0, 1), ran.err
    assert {state(shop, f"shop.ship_{name}") for name in ("letter", "pallet", "crate")} <= {"approved", "written"}
    assert state(shop, "shop.one") == "converted"


def test_copies_are_of_named_units_only(shop):
    ran = shop.specdeck("review", "approve", "--where", "kind = function", "--copies")
    assert (ran.code, "command.copies" in ran.err or "Name the unit" in ran.err) == (2, True)
