"""What the deck remembers from one run to the next."""

import pytest

from tui.deck_state import DeckState


@pytest.fixture
def state(tmp_path):
    return DeckState(tmp_path / "state" / "deck.json")


def test_a_theme_that_was_chosen_is_kept(state):
    state.keep_theme("contrast", "dark")
    assert state.theme_for("dark") == "contrast"


def test_a_setting_that_changed_since_counts_more(state):
    state.keep_theme("contrast", "dark")
    assert state.theme_for("light") == "light"


def test_something_is_first_once(state):
    assert [state.is_first("welcome"), state.is_first("welcome"), state.is_first("other")] == [True, False, True]


def test_a_broken_file_is_as_good_as_none(state, tmp_path):
    state.keep_theme("contrast", "dark")
    (tmp_path / "state" / "deck.json").write_text("[1")
    assert state.theme_for("dark") == "dark"
    state.keep_theme("light", "dark")
    assert state.theme_for("dark") == "light"
