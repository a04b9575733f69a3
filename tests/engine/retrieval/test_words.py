"""The words that questions and code share."""

import pytest

from engine.retrieval.words.joined_words import split_joined
from engine.retrieval.words.related_words import widen_query
from engine.retrieval.words.split_words import split_words, stems
from engine.retrieval.words.unit_words import unit_words
from engine.source.split_file import split

ROUTINE = """
CREATE FUNCTION sales.shipOrder_v2(order_id int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- nobody may ship twice
  UPDATE sales.orders SET shipped_at = now() WHERE id = order_id AND shipped_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'order is already shipped'; END IF;
END $$;
"""


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("ship_order", ["ship", "order"]),
        ("shipOrder2", ["ship", "order", "2"]),
        ("HTTPRequest", ["http", "request"]),
        ("Größe", ["gr", "öß", "e"]),
    ],
)
def test_identifiers_are_split_at_underscores_digits_and_capitals(written: str, words: list[str]) -> None:
    if written.isascii():
        assert list(split_words(written)) == words
    else:
        assert "".join(split_words(written)) == written.lower()


def test_forms_of_a_word_share_a_stem() -> None:
    assert len({next(stems(word)) for word in ("ship", "ships", "shipped", "shipping", "shipment")}) == 1


def test_words_written_together_are_found() -> None:
    assert split_joined("deletesoitem") == ("delete", "item")


def test_a_long_word_of_its_own_is_not_split() -> None:
    assert split_joined("internationalization") == ()


def test_a_question_is_widened_with_less_weight() -> None:
    found = widen_query(stems("remove orders"))
    assert found["order"] == 1.0
    assert 0 < found["delet"] < 1


def test_a_unit_has_its_words_by_field() -> None:
    (unit,) = split(ROUTINE, "a.sql").units
    fields = unit_words(unit, "ships orders").fields
    assert set(fields["name"]) >= {"ship", "order"}
    assert "twic" in fields["comment"]
    assert "already" in fields["message"]
    assert "update" in " ".join(fields["step"]) or "updat" in fields["step"]


def test_a_run_of_letters_without_end_is_one_word() -> None:
    assert list(stems("acgt" * 2000)) == ["acgt" * 2000]
