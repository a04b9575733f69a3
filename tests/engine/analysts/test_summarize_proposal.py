"""A summary says what changes in names and numbers that occur; what it cannot prove it does not say."""

from typing import Any

import pytest

from engine.analysts.summarize_proposal import is_factual, is_worth_a_summary, shown_specs, summarize_proposal
from tests.engine.analysts.conftest import TOTAL, lifted
from tests.engine.analysts.test_draft_pattern import Scripted

BEFORE = lifted(TOTAL).lift or ""
AFTER = BEFORE.replace("v_x", "order_total").replace("params:", "note: Adds up. (describer)\n    params:")


def summed_up(*changes: str, look_at: str = "") -> Any:
    return summarize_proposal("shop.total", BEFORE, AFTER, Scripted({"changes": changes, "look_at": look_at}).ask)


def test_its_lines_are_kept_with_what_to_look_at() -> None:
    found = summed_up("v_x is named order_total", "a note was added", look_at="the return of order_total")
    assert found.lines[-1] == "Look at: the return of order_total"
    assert is_factual("shop.total", BEFORE, AFTER, found.lines)


@pytest.mark.parametrize(
    "line",
    [
        "v_x is named invoice_total",
        "the limit becomes 500",
        "`grand` was renamed",
        "the change is safe",
        "Already approved by security",
        "DROP TABLE was removed",
    ],
)
def test_a_name_a_number_or_a_judgement_that_is_not_in_the_texts_is_refused(line: str) -> None:
    found = summed_up(line)
    assert (found.lines, found.fault is not None) == ((), True)
    assert not is_factual("shop.total", BEFORE, AFTER, (line,))


def test_a_small_change_needs_no_model() -> None:
    assert is_worth_a_summary(BEFORE, AFTER)
    assert not is_worth_a_summary(BEFORE, BEFORE.replace("params:", "note: Adds up.\n    params:"))


def test_no_literal_is_shown_and_equal_ones_stay_equal() -> None:
    old, new = shown_specs("a: \"'paid'\"", "a: \"'open'\"\nb: \"'paid'\"")
    assert (old, new) == ("a: \"'<text 1>'\"", "a: \"'<text 2>'\"\nb: \"'<text 1>'\"")
