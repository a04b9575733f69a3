"""A question before something that people may regret."""

import sys

import pytest

from specdeck.cli.confirmation import confirm
from specdeck.errors import CommandError

CONSEQUENCE = "This deletes the demo in ~/.local/share/specdeck/demo, with every decision made in it."


@pytest.fixture(autouse=True)
def on_a_narrow_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)


def answer(monkeypatch, letter):
    monkeypatch.setattr("specdeck.review.prompt.choose", lambda *_: letter)


def test_what_will_happen_is_wrapped_between_words(monkeypatch, capsys):
    answer(monkeypatch, "y")
    confirm(CONSEQUENCE, yes=False)
    lines = capsys.readouterr().out.splitlines()
    assert " ".join(lines) == CONSEQUENCE
    assert max(map(len, lines)) <= 50


def test_without_agreement_nothing_is_changed(monkeypatch):
    answer(monkeypatch, "n")
    with pytest.raises(CommandError, match="Nothing was changed"):
        confirm(CONSEQUENCE, yes=False)


def test_an_option_agrees_in_advance(capsys):
    confirm(CONSEQUENCE, yes=True)
    assert capsys.readouterr().out == ""
