"""Which units are copies of each other, and what follows for their specs."""

import pytest

from engine.conversion import convert_unit
from engine.retrieval.clones.adapt_spec import adapt_spec
from engine.retrieval.clones.find_clones import ComparedUnit, are_clones, compared_unit, find_clones
from engine.retrieval.clones.reuse_plan import KnownPattern, ReusableUnit, plan_reuse
from engine.source.split_file import split

SHIP = """CREATE FUNCTION ship_order(p_id int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE v_rows int;
BEGIN
  UPDATE orders SET status = 'shipped', shipped_by = current_user WHERE id = p_id AND status = 'paid';
  GET DIAGNOSTICS v_rows = ROW_COUNT;
  IF v_rows = 0 THEN RAISE EXCEPTION 'order % is not paid', p_id; END IF;
END $$;"""
RENAMED = {"ship_order": "send_parcel", "p_id": "p_parcel", "orders": "parcels", "v_rows": "n", "shipped_by": "sent_by"}


def changed(changes: dict[str, str], text: str = SHIP) -> ComparedUnit:
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (unit,) = split(text, "a.sql").units
    return compared_unit(unit)


SAME = {
    "names": RENAMED,
    "what RAISE prints": {"'order % is not paid'": "'not yet: %'"},
    "the order of conditions": {"id = p_id AND status = 'paid'": "status = 'paid' AND id = p_id"},
    "the order of columns": {
        "status = 'shipped', shipped_by = current_user": "shipped_by = current_user, status = 'shipped'"
    },
}
DIFFERENT = {
    "a literal in a condition": {"'paid'": "'open'"},
    "a literal that is written": {"'shipped'": "'sent'"},
    "an operator": {"v_rows = 0": "v_rows < 1"},
    "a function": {"current_user": "session_user"},
    "an attribute": {"plpgsql AS": "plpgsql STRICT AS"},
    "a variable in the place of another": {"IF v_rows = 0": "IF p_id = 0"},
    "a step": {"GET DIAGNOSTICS v_rows = ROW_COUNT;": "v_rows := 1;"},
}


@pytest.mark.parametrize("what", SAME)
def test_copies_may_differ_in(what: str) -> None:
    assert are_clones(changed({}), changed(SAME[what]))


@pytest.mark.parametrize("what", DIFFERENT)
def test_copies_may_not_differ_in(what: str) -> None:
    assert not are_clones(changed({}), changed(DIFFERENT[what]))


def test_two_columns_that_swap_their_names_are_a_difference() -> None:
    text = "CREATE FUNCTION f(i int) RETURNS int LANGUAGE sql AS $$ SELECT total - paid FROM bill WHERE id = i $$;"
    assert not are_clones(changed({}, text), changed({"total - paid": "paid - total"}, text))


def test_units_with_a_recursive_query_are_compared_by_it() -> None:
    text = """CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$
    WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 9) SELECT n FROM r $$;"""
    assert not are_clones(changed({}, text), changed({"n < 9": "n < 8"}, text))


def test_clusters_hold_all_copies() -> None:
    (cluster,) = find_clones([changed({}), changed(RENAMED), changed(DIFFERENT["an operator"])])
    assert [each.unit.name for each in cluster.members] == ["ship_order(integer)", "send_parcel(integer)"]


def test_the_spec_of_a_copy_follows_from_that_of_the_approved_unit() -> None:
    approved, copy = changed({}), changed(RENAMED)
    adapted = adapt_spec(convert_unit(approved.unit).spec, approved, copy)
    assert adapted is not None
    assert "parcels" in adapted.spec
    assert "orders" not in adapted.spec


def test_a_renamed_spec_that_is_not_proved_is_not_used() -> None:
    approved, copy = changed({}), changed(SAME["the order of conditions"])
    assert adapt_spec(convert_unit(approved.unit).spec, approved, copy) is None


def approved_unit(analysts: tuple[str, ...] = ()) -> ReusableUnit:
    unit = changed({})
    return ReusableUnit(unit, convert_unit(unit.unit).spec, analysts)


def test_a_copy_of_an_approved_unit_is_adapted() -> None:
    plan = plan_reuse(changed(RENAMED), [approved_unit()])
    assert (plan.tier, plan.likeness) == ("adapt", 1.0)
    assert plan.steps == ("ship_order(integer) is 100% alike: renamed and proved",)


def test_a_similar_unit_asks_the_same_analysts() -> None:
    plan = plan_reuse(changed({"'paid'": "'open'"}), [approved_unit(("namer",))])
    assert (plan.tier, plan.source) == ("propose", "ship_order(integer)")


def test_a_good_pattern_comes_next() -> None:
    plan = plan_reuse(changed({}), [], [KnownPattern("audit", 65.0), KnownPattern("state_machine", 80.0)])
    assert (plan.tier, plan.source) == ("pattern", "state_machine")


def test_without_anything_alike_the_plan_is_fresh() -> None:
    assert plan_reuse(changed({}), [], [KnownPattern("audit", 65.0)]).tier == "fresh"
