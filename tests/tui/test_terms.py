"""The help explains the words and glyphs under the cursor, in lists and in panes."""

import pytest

from daemon.wire.discovery import discover
from engine.spec.shapes.json_schema import json_schema
from jobs.job_kind import JobKind
from tests.plugins.snapshot import text_of
from tests.tui.conftest import commanded, deck, press
from tui.help.glossary import explain, explain_spec, glossary
from tui.help.help_screen import HelpScreen
from tui.help.spec_words import SPEC_WORDS


def words(terms):
    return [term.word for term in terms]


def group_of(pilot):
    """The words that the first group of the help explains."""
    screen = pilot.app.screen
    assert isinstance(screen, HelpScreen)
    first = screen._groups[0]
    assert first.title == "Under the cursor"
    return [entry.title.partition(":")[0] for entry in first.entries]


def test_a_cell_is_explained_by_its_glyph_its_word_or_both():
    assert words(explain(["≡ proved", "○", "flagged", "▸ review 50 %"], "inbox")) == [
        "proved", "converted", "flagged", "review",
    ]  # fmt: skip


def test_a_glyph_means_what_it_means_on_its_screen():
    assert words(explain(["▸ running", "·"], "jobs")) == ["running", "ready"]
    assert words(explain(["·"], "inbox")) == ["proposed"]


@pytest.mark.parametrize("kind", [kind.name for kind in discover("jobs.kinds", "KIND", JobKind)])
def test_every_kind_of_job_is_explained(kind):
    assert words(explain([kind], "jobs")) == [kind]


def test_a_text_that_nobody_needs_explained_is_left_out():
    assert explain(["billing.tax_of(numeric)", "", "100 %"], "inbox") == []


def test_the_words_of_a_line_of_a_spec_are_explained_in_order():
    assert words(explain_spec("  - insert: {into: tax, when: p_rate IS NULL}")) == ["insert", "into", "when"]


def test_every_explained_word_of_specql_is_one():
    found = set()

    def collect(schema):
        if isinstance(schema, dict):
            found.update(schema.get("properties", {}))
            for each in schema.values():
                collect(each)
        for each in schema if isinstance(schema, list) else ():
            collect(each)

    collect(json_schema())
    assert set(SPEC_WORDS) - {"where"} <= found


def test_every_term_has_a_meaning_without_a_full_stop():
    assert not [term for term in glossary() if not term.meaning or term.meaning.endswith(".")]


async def test_in_the_inbox_it_is_about_the_row_under_the_cursor(demo):
    async with deck(demo) as pilot:
        await commanded(pilot, "filter name ~ 'billing.tax_rate_for'")
        await press(pilot, "question_mark")
        assert group_of(pilot) == ["converted", "UNIT", "proved", "COVERED"]
        assert "it has a spec and a verdict" in text_of(pilot.app)


async def test_on_the_spec_it_is_about_the_words_of_the_line(demo):
    async with deck(demo) as pilot:
        await commanded(pilot, "filter name ~ 'billing.tax_rate_for'")
        await press(pilot, "enter", "tab")
        view = pilot.app.screen.view
        lines = view.diff.model.sides[1].lines
        view.diff.goto_line(1, next(number for number, line in enumerate(lines) if "params:" in line))
        await press(pilot, "question_mark")
        assert "params" in group_of(pilot)


async def test_in_the_panel_it_is_about_the_reason_under_the_cursor(demo):
    async with deck(demo) as pilot:
        await commanded(pilot, "filter name ~ 'billing.tax_rate_for'")
        await press(pilot, "enter", "i", "question_mark")
        assert group_of(pilot)[0] == "risk"


@pytest.mark.parametrize(("key", "word"), [("J", "done"), ("P", "PROVED")])
async def test_on_other_lists_too(demo, key, word):
    async with deck(demo) as pilot:
        await press(pilot, key, "question_mark")
        assert word in group_of(pilot)
