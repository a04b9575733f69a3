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


@pytest.mark.parametrize("text", ['{"shown": 5}', '{"shown": null}', '{"shown": [1]}', '{"theme": 3}', "[" * 100_000])
def test_a_file_with_something_else_in_it_is_as_good_as_none(tmp_path, text):
    file = tmp_path / "deck.json"
    file.write_text(text)
    assert DeckState(file).theme_for("dark") == "dark"
    assert [DeckState(file).is_first("welcome"), DeckState(file).is_first("welcome")] == [True, False]
