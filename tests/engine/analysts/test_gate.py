"""The gate: what does not prove is never offered as safe, and nothing passes that the proof cannot see."""

import pytest

from engine.analysts.gate import pass_gate
from engine.analysts.proposal import GatedChange, ProposedChange
from engine.check_edit import EditedUnit
from engine.proof.verdict import VerdictKind
from tests.engine.analysts.conftest import lifted


def gated(unit: EditedUnit, old: str, new: str) -> GatedChange:
    before = unit.lift or ""
    assert before.count(old) >= 1, f"{old!r} is not in\n{before}"
    return pass_gate(unit, ProposedChange("namer", "rename", before.replace(old, new), "because"))


def test_a_renamed_variable_passes(total: EditedUnit) -> None:
    change = gated(total, "v_x", "order_total")
    assert change.is_safe, change


def test_a_signed_note_passes(total: EditedUnit) -> None:
    assert gated(total, "params:", "note: Adds up the lines. (namer)\n    params:").is_safe


def test_an_unsigned_note_does_not_pass(total: EditedUnit) -> None:
    change = gated(total, "params:", "note: Checked by security.\n    params:")
    assert [fault.code for fault in change.faults] == ["analysts.unsigned"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("AND state = 'open'", ""),
        ("IS NULL", "< 0"),
        ("v_x + r.price", "v_x - r.price"),
        ("order_id = p_order", "order_id = order_id"),
        ("no lines for", "nothing for"),
    ],
    ids=["WHERE dropped", "guard weakened", "sign", "parameter dropped", "message"],
)
def test_another_meaning_is_kept_with_its_difference(total: EditedUnit, old: str, new: str) -> None:
    change = gated(total, old, new)
    assert not change.is_safe
    assert change.verdict is VerdictKind.UNVERIFIED
    assert change.difference


def test_a_rename_that_captures_a_column_is_not_safe() -> None:
    unit = lifted(
        "CREATE FUNCTION f(p int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE v int; BEGIN "
        "SELECT price INTO v FROM line WHERE id = p; RETURN v; END $$;"
    )
    before = unit.lift or ""
    change = ProposedChange(
        "namer", "rename", before.replace("v: int", "price: int").replace("return: v", "return: price"), ""
    )
    assert not pass_gate(unit, change).is_safe


def test_an_invented_pattern_does_not_pass(total: EditedUnit) -> None:
    claimed = ProposedChange("namer", "rename", "module: Total\npatterns: [soft_delete]\n" + (total.lift or ""), "")
    assert not pass_gate(total, claimed).is_safe


def test_a_text_of_unreasonable_size_is_not_read(total: EditedUnit) -> None:
    (fault,) = pass_gate(total, ProposedChange("namer", "rename", "x" * 1_000_000, "")).faults
    assert fault.code == "analysts.too_large"


@pytest.mark.parametrize("text", ["", "\0", "a: [", "- " * 5000, "actions: 3", "&a [*a]"])
def test_a_text_that_is_no_spec_is_refused_with_its_faults(total: EditedUnit, text: str) -> None:
    change = pass_gate(total, ProposedChange("namer", "rename", text, ""))
    assert change.faults
    assert not change.is_safe
