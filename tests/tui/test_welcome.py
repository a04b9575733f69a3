"""The welcome is shown once, and the glossary explains every word and glyph."""

import pytest

from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press
from tui.appearance.badges import JOB_BADGES, LANE_BADGES, STATE_BADGES, VERDICT_BADGES
from tui.deck_state import state_file
from tui.diff.content.link_kinds import LinkKind
from tui.help.glossary import glossary
from tui.preferences import DeckPreferences

WELCOME = DeckPreferences(welcome=True)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_first_deck_of_a_user_begins_with_the_welcome(demo, size):
    state_file().unlink(missing_ok=True)
    async with deck(demo, size, preferences=WELCOME) as pilot:
        assert "Welcome to Specdeck" in text_of(pilot.app)
        assert "A proved spec still needs a reader" in text_of(pilot.app)
        await press(pilot, "j")
        assert "Welcome" not in text_of(pilot.app)
        assert pilot.app.screen.query_one("RowList").place == 0
        await press(pilot, "f2")
        assert "Welcome to Specdeck" in text_of(pilot.app)
    async with deck(demo, size, preferences=WELCOME) as pilot:
        assert "Welcome" not in text_of(pilot.app)


def test_every_word_with_a_glyph_is_explained():
    words = {term.word for term in glossary()}
    for badges in (STATE_BADGES, VERDICT_BADGES, LANE_BADGES, JOB_BADGES):
        assert set(badges) <= words
    assert {kind.value for kind in LinkKind} <= words


async def test_help_explains_a_word(demo):
    async with deck(demo) as pilot:
        await press(pilot, "question_mark", "slash", *"drifted")
        assert "drifted: its SQL or its verdict changed" in text_of(pilot.app)


async def test_a_long_meaning_continues_below_its_beginning(demo):
    async with deck(demo) as pilot:
        await press(pilot, "f2")
        lines = text_of(pilot.app).splitlines()
        first = next(number for number, line in enumerate(lines) if "COVERED  how much" in line)
        assert lines[first + 1].index("SQL") == lines[first].index("how much")
