"""Every state has a glyph and a word, so that it is recognized without colour."""

from itertools import combinations

import pytest
from rich.cells import cell_len

from daemon.wire.job import JobState
from engine.review.standing import ReviewState
from themes.theme_catalog import built_in_themes
from tui.appearance.badges import JOB_BADGES, LANE_BADGES, STATE_BADGES, VERDICT_BADGES, Tone, badge_for
from tui.appearance.textual_theme import to_textual_theme
from tui.review.unit_heading import COLOURS

APART = ("in review", "flagged", "approved", "rejected", "drifted")
TABLES = {"states": STATE_BADGES, "verdicts": VERDICT_BADGES, "lanes": LANE_BADGES, "jobs": JOB_BADGES}


@pytest.mark.parametrize("marks", TABLES.values(), ids=TABLES)
def test_no_two_badges_of_a_table_share_a_glyph(marks):
    assert [(a.word, b.word) for a, b in combinations(marks.values(), 2) if a.glyph == b.glyph] == []


@pytest.mark.parametrize("marks", TABLES.values(), ids=TABLES)
def test_every_glyph_is_one_cell_wide(marks):
    assert {each.word: cell_len(each.glyph) for each in marks.values() if cell_len(each.glyph) != 1} == {}


def test_every_state_of_a_unit_and_of_a_job_has_a_mark():
    assert set(STATE_BADGES) == {state.value for state in ReviewState}
    assert set(JOB_BADGES) == {state.value for state in JobState}


@pytest.mark.parametrize(
    "theme", [theme for theme in built_in_themes().values() if theme.name != "mono"], ids=lambda t: t.name
)
def test_what_waits_for_somebody_has_another_ink_than_what_is_settled_or_drifted(theme):
    inks = to_textual_theme(theme)
    colours = {**{name: getattr(inks, name) for name in ("success", "warning", "error")}, **inks.variables}
    used = [colours[COLOURS[STATE_BADGES[word].tone].removeprefix("$")] for word in APART]
    assert len(set(used)) == len(APART)


def test_an_unknown_word_of_a_newer_daemon_is_shown_unchanged():
    assert str(badge_for(STATE_BADGES, "pondered")) == "* pondered"


def test_sixteen_colours_keep_verdicts_apart():
    colours = to_textual_theme(built_in_themes()["ansi"])
    inks = {
        Tone.GOOD: colours.success, Tone.WARN: colours.warning, Tone.BAD: colours.error,
        Tone.MIDWAY: colours.variables["unit-midway"], Tone.QUIET: colours.variables["foreground-muted"],
    }  # fmt: skip
    shown = [inks[badge.tone] for badge in VERDICT_BADGES.values()]
    assert len(set(shown)) == len(shown)
