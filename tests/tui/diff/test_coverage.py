"""Coverage: shares that add up, in words that never round to all or nothing."""

import pytest
from hypothesis import given

from tests.tui.diff.test_align_rows import LINKS, SPEC, SQL, decks
from tui.diff.content.compared_texts import compare_proposal
from tui.diff.content.linked_texts import link_texts
from tui.diff.coverage_bar import LinkShares, measure_coverage


@given(decks())
def test_the_shares_of_a_text_are_the_whole(deck):
    shares = measure_coverage(link_texts(*deck)).shares
    assert not shares or sum(shares.values()) == pytest.approx(1)


def test_characters_belong_to_the_innermost_link():
    shares = measure_coverage(link_texts(SQL, SPEC, LINKS)).shares
    assert set(shares) == {"exact", "raw"}
    assert shares["raw"] == len("RETURN20") / len("".join(SQL.split()).replace(";", ""))


def test_sql_without_links_is_unexplained():
    assert measure_coverage(link_texts("SELECT 1", "", ())).words() == "? 100 % without a link"


def test_comments_and_semicolons_need_no_link():
    sql = "-- what it does\nRETURN 1 ;\n/* the end */"
    assert measure_coverage(link_texts(sql, "a: 1", [[[], [16, 24], [0, 4], "exact"]])).words() == "= 100 % exact"


def test_little_is_not_said_to_be_nothing():
    assert LinkShares({"exact": 0.999, "raw": 0.001}).words() == "= >99 % exact · ! <1 % raw"


def test_each_kind_has_a_cell_of_the_bar():
    cells = LinkShares({"exact": 0.999, "raw": 0.001}).cells(20)
    assert cells == {"exact": 19, "raw": 1}


def test_texts_have_no_coverage():
    assert measure_coverage(compare_proposal("a", "b")).words() == ""
