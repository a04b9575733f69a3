"""Below a proposal is what it changes: in the words of a model where there are any, else in those of rules."""

from dataclasses import replace

from daemon.wire.review import Proposal
from tui.review.panels.panel_entries import MOST_DETAILS, proposal_entry

NEW = Proposal(7, "namer", None, "2026-11-30T10:00:00Z", "open", "v_x → total", "proved", "actions: []")


def below(proposal: Proposal) -> list[str]:
    return [line.strip() for line in proposal_entry(proposal).to_content(100).plain.split("\n")[1:]]


def test_the_sentences_of_rules_are_listed() -> None:
    assert below(replace(NEW, changes=("total: added v_x",))) == ["total: added v_x"]


def test_the_summary_of_a_model_replaces_them_and_names_it() -> None:
    summary = ("v_x is named total", "(summarizer, llama)")
    assert below(replace(NEW, changes=("a", "b", "c"), summary=summary)) == list(summary)


def test_a_long_list_says_how_much_is_left_out() -> None:
    found = below(replace(NEW, changes=tuple(map(str, range(MOST_DETAILS + 3)))))
    assert found[-1] == "and 3 more"


def test_a_text_of_a_model_cannot_move_the_cursor() -> None:
    assert "\x1b" not in proposal_entry(replace(NEW, summary=("\x1b[2J", "x"))).to_content(60).plain
