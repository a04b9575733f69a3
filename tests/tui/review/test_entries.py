"""The lines below the diff: words in columns, sentences beside them, nothing told twice."""

from types import SimpleNamespace

from textual.content import Content

from daemon.wire.review import Cause
from tui.review.entries import Entry, Page, counts, entries


def review(*causes: Cause) -> SimpleNamespace:
    deck = SimpleNamespace(sql="SELECT tax\nFROM tax, tax")
    return SimpleNamespace(causes=causes, deck=deck, proposals=(), history=())


def test_a_word_that_stands_twice_on_a_line_is_told_once():
    causes = [Cause("risk", "Here stands the risk word tax.", start, start + 3) for start in (7, 16, 21)]
    told = entries(review(*causes), Page.WHY, blind=False)
    assert [(entry.start, entry.end) for entry in told] == [(7, 10), (16, 19)]
    assert counts(review(*causes), blind=False)[Page.WHY] == 2


def test_a_long_sentence_goes_on_below_its_first_word():
    entry = Entry(Content("one two three four five six seven eight nine ten eleven"), ((Content("risk"), 12),))
    first, second = entry.fitted(60).plain.split("\n")
    assert first.startswith("risk        one two")
    assert second.startswith(" " * 12) and second.strip() == "ten eleven"


def test_where_columns_leave_no_room_all_stands_in_a_row():
    entry = Entry(Content("Here stands the risk word tax."), ((Content("risk"), 12), (Content(""), 11)))
    assert entry.fitted(37).plain == "risk  Here stands the risk word tax."
