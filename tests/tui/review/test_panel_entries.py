"""The entries below the diff: labels in columns, sentences beside them, nothing listed twice."""

from types import SimpleNamespace

from textual.content import Content

from daemon.wire.review import AnalystNote, CauseInfo, DifferenceInfo, Proposal, TextLine, TrialInfo, VariableInfo
from tui.review.panels.panel_entries import PanelPage, page_counts, page_entries
from tui.review.panels.panel_entry import PanelEntry, SqlPlace


def review(*causes: CauseInfo) -> SimpleNamespace:
    deck = SimpleNamespace(sql="SELECT tax\nFROM tax, tax")
    return SimpleNamespace(causes=causes, deck=deck, proposals=(), history=(), notes=(), variables=(), trial=None)


def taxes(*starts: int) -> list[CauseInfo]:
    return [CauseInfo("risk", 'Contains the risk word "tax".', start, start + 3) for start in starts]


def test_a_reason_about_several_lines_is_listed_once_with_all_of_them():
    (told,) = page_entries(review(*taxes(7, 16, 21)), PanelPage.WHY, blind=False)
    assert [(place.start, place.line) for place in told.places] == [(7, 1), (16, 2)]
    assert told.to_content(80).plain == 'risk        2 lines    Contains the risk word "tax".  1 2'
    assert page_counts(review(*taxes(7, 16, 21)), blind=False)[PanelPage.WHY] == 1


def test_a_reason_about_one_line_names_it():
    (told,) = page_entries(review(*taxes(16)), PanelPage.WHY, blind=False)
    assert told.to_content(80).plain == 'risk        line 2     Contains the risk word "tax".'


def test_one_steps_from_place_to_place_and_round():
    (told,) = page_entries(review(*taxes(7, 16)), PanelPage.WHY, blind=False)
    assert [told.at_next_place(steps).start for steps in (0, 1, 2, -1)] == [7, 16, 7, 16]


def test_of_many_lines_those_about_the_shown_one_are_named():
    told = PanelEntry(Content("Tax."), (), tuple(SqlPlace(line, line) for line in range(1, 31)))
    assert told.to_content(80).plain == "Tax.  1 2 3 4 5 6 7 8 …"
    assert told.at_next_place(14).to_content(80).plain == "Tax.  … 11 12 13 14 15 16 17 18 …"
    assert told.at_next_place(-1).to_content(80).plain == "Tax.  … 23 24 25 26 27 28 29 30"


def test_a_long_sentence_goes_on_below_its_first_word():
    entry = PanelEntry(Content("one two three four five six seven eight nine ten eleven"), ((Content("risk"), 12),))
    first, second = entry.to_content(60).plain.split("\n")
    assert first.startswith("risk        one two")
    assert second.startswith(" " * 12) and second.strip() == "ten eleven"


def test_without_room_for_columns_everything_is_in_a_row():
    entry = PanelEntry(Content('Contains the risk word "tax".'), ((Content("risk"), 12), (Content(""), 11)))
    assert entry.to_content(37).plain == 'risk  Contains the risk word "tax".'


def test_a_difference_has_the_lines_of_both_texts_below_it():
    lines = DifferenceInfo("operator", TextLine(2, "IF a > b THEN"), TextLine(12, "IF a >= b THEN"))
    (entry,) = page_entries(
        review(CauseInfo("difference", "An operator differs.", 11, 15, lines)), PanelPage.WHY, blind=False
    )
    assert entry.to_content(80).plain.split("\n") == [
        "difference  line 2     An operator differs.",
        "            SQL     2  IF a > b THEN",
        "            spec   12  IF a >= b THEN",
    ]


def test_a_proposal_names_the_model_that_was_asked_and_its_cost():
    given = Proposal(
        1, "namer", None, "2026-11-30", "open", "v_x → total", "proved", "", model="m-1", nanodollars=2_100_000
    )
    asked = review()
    asked.proposals = (given,)
    (entry,) = page_entries(asked, PanelPage.PROPOSALS, blind=False)
    assert entry.sentence.plain.endswith("v_x → total  (m-1, $0.0021)")


def test_a_change_that_a_gate_stopped_is_listed_with_its_difference():
    asked = review()
    asked.notes = (AnalystNote("namer", "refused change", "v_x → amount: stopped by the proof gate: it is captured"),)
    (entry,) = page_entries(asked, PanelPage.PROPOSALS, blind=False)
    assert "stopped by the proof gate" in entry.to_content(120).plain


def test_what_each_variable_is_for_follows_the_reasons():
    found = review(*taxes(7))
    found.variables = (VariableInfo("v_sum", ("total", "result"), 11),)
    _, variable = page_entries(found, PanelPage.WHY, blind=False)
    assert variable.sentence.plain == "v_sum: total, result"
    assert variable.places[0].line == 2
    assert page_counts(found, blind=False)[PanelPage.WHY] == 1


def test_a_counterexample_comes_first_with_its_rows_as_a_table_and_the_call():
    rows = ({"id": "'1'", "note": "'it''s'"}, {"id": "'22'", "note": "NULL"})
    evidence = {"counterexample": {"case": {"rows": {'"public"."account"': rows}}}}
    sentence = "refuted: The results differ: 1 and 2."
    found = review(CauseInfo("trial", "Refuted by a case: all in one line."), *taxes(7))
    found.trial = TrialInfo("refuted", sentence, ("INSERT INTO account …", "call with ('1')"), "", evidence)
    first, _ = page_entries(found, PanelPage.WHY, blind=False)
    assert first.to_content(80).plain.split("\n") == [
        "trial                  Refuted by a case: The results differ: 1 and 2.",
        "            account  id  note",
        "                     1   it's",
        "                     22  NULL",
        "            call with ('1')",
    ]
    assert page_counts(found, blind=False)[PanelPage.WHY] == 2


def test_a_tested_unit_shows_its_figures_and_what_no_case_noticed_below_the_reasons():
    survivors = [{"family": "operators", "place": 3, "before": "<", "after": "<="}]
    found = review(*taxes(7))
    found.trial = TrialInfo("tested", "tested (9 cases)", (), "", {"mutation": {"survivors": survivors}})
    _, last = page_entries(found, PanelPage.WHY, blind=False)
    assert last.to_content(80).plain.split("\n") == [
        "trial                  tested (9 cases)",
        "            no case noticed  < → <=",
    ]
    assert page_counts(found, blind=False)[PanelPage.WHY] == 1
