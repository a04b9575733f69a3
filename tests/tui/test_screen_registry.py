"""A screen is a module with SCREEN, and nothing else has to know of it."""

import sys
from types import ModuleType

import pytest

import tui.screens
from daemon.wire.discovery import discover
from tui.keymap.scenes import action_titles, all_scenes
from tui.screen_registry import BY_NAME, SCREENS, SHELL_LINES
from tui.screen_spec import ScreenSpec

WITHOUT_SCREEN = "'''A module without its constant.'''\n"


@pytest.fixture
def package(tmp_path, monkeypatch) -> ModuleType:
    """The package of the screens, with another folder for its modules."""
    monkeypatch.setattr(tui.screens, "__path__", [*tui.screens.__path__, str(tmp_path)])
    yield tui.screens
    sys.modules.pop("tui.screens.unfinished", None)


def test_a_module_without_a_screen_fails_by_name(package, tmp_path):
    (tmp_path / "unfinished.py").write_text(WITHOUT_SCREEN, encoding="utf-8")
    with pytest.raises(ImportError, match=r"tui\.screens\.unfinished must define SCREEN as ScreenSpec"):
        discover("tui.screens", "SCREEN", ScreenSpec)


def test_every_screen_has_a_name_and_a_place_of_its_own():
    assert len(BY_NAME) == len({screen.position for screen in SCREENS}) == len(SCREENS)


def test_every_screen_is_called_by_its_name():
    assert {screen.name for screen in SCREENS} == {screen.load().NAME for screen in SCREENS}


def test_every_shell_line_belongs_to_an_action():
    assert SHELL_LINES.keys() - action_titles().keys() == set()


def test_every_scene_has_a_name_of_its_own():
    names = [scene.name for scene in all_scenes()]
    assert len(set(names)) == len(names)
