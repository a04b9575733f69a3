"""A theme is a file; mistakes are reported with their file and key, and other themes still load."""

import os

import pytest

from themes.theme import Ink, LinkColor, StateColor
from themes.theme_catalog import FILES, built_in_themes, folder_stamp, load_themes
from themes.theme_errors import ThemeError
from themes.theme_file import read_theme

DARK = (FILES / "dark.toml").read_text(encoding="utf-8")


def problem(path, text: str) -> ThemeError:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ThemeError) as caught:
        read_theme(path)
    return caught.value


def test_ours_are_for_every_kind_of_eye_and_terminal():
    assert set(built_in_themes()) == {"dark", "light", "contrast", "contrast-light", "blue-orange", "ansi", "mono"}


def test_a_theme_of_the_folder_is_there_under_its_files_name(tmp_path):
    (tmp_path / "sea.toml").write_text(DARK.replace("Dark", "Sea"), encoding="utf-8")
    shelf = load_themes(tmp_path)
    assert (shelf.themes["sea"].title, shelf.errors) == ("Sea", {})


def test_a_theme_of_the_folder_takes_the_place_of_ours(tmp_path):
    (tmp_path / "dark.toml").write_text(DARK.replace('"Dark"', '"Darker"'), encoding="utf-8")
    assert load_themes(tmp_path).themes["dark"].title == "Darker"


def test_a_broken_theme_is_reported_and_the_others_work(tmp_path):
    (tmp_path / "bad.toml").write_text("title = ", encoding="utf-8")
    shelf = load_themes(tmp_path)
    assert [error.code for error in shelf.errors.values()] == ["theme.not_toml"]
    assert set(shelf.themes) == set(built_in_themes())


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (("quiet =", "quite ="), "theme.unknown_key", "inks.quite"),
        (('title = "Dark"', 'titel = "Dark"'), "theme.unknown_key", "titel"),
        (("dark = true", 'dark = "yes"'), "theme.no_flag", "`dark`"),
        (('background = "#101418"', 'background = "black"'), "theme.no_colour", "grounds.background"),
        (('background = "#101418"\n', ""), "theme.missing", "grounds.background"),
        (("[inks]", '[links]\nrow = "#101418"\n\n[inks]'), "theme.unknown_key", "links.row"),
        (("[inks]", '[standing]\nhalfway = "#101418"\n\n[inks]'), "theme.unknown_key", "standing.halfway"),
        (("[inks]", '[links]\nraw = "amber"\n\n[inks]'), "theme.no_colour", "links.raw"),
    ],
)
def test_a_mistake_is_reported_with_its_file_and_key(tmp_path, change, code, says):
    path = tmp_path / "mine.toml"
    error = problem(path, DARK.replace(*change))
    assert error.code == code
    assert str(path) in error.sentence
    assert says in error.sentence
    assert error.hint


def test_a_kind_of_link_has_the_colour_that_a_theme_names_and_else_an_ink(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(DARK + '\n[links]\nraw = "#ffcc00"\n', encoding="utf-8")
    theme = read_theme(path)
    assert theme.links[LinkColor.RAW] == "#ffcc00"
    assert theme.links[LinkColor.FINDING] == theme.inks[Ink.BAD]
    assert set(theme.links) == set(LinkColor)


def test_a_standing_has_the_colour_that_a_theme_names_and_else_an_ink(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(DARK + '\n[standing]\nasked = "#ffcc00"\n', encoding="utf-8")
    theme = read_theme(path)
    assert theme.standing == {StateColor.MIDWAY: theme.inks[Ink.PRIMARY], StateColor.ASKED: "#ffcc00"}


def test_the_nearest_key_is_named(tmp_path):
    assert "inks.quiet" in problem(tmp_path / "mine.toml", DARK.replace("quiet =", "quite =")).hint


def test_a_theme_of_sixteen_colours_names_the_terminals_own(tmp_path):
    text = (FILES / "ansi.toml").read_text(encoding="utf-8").replace("ansi_blue", "#0000ff")
    assert "ansi_blue" in problem(tmp_path / "mine.toml", text).hint


def test_a_folder_that_changed_has_another_stamp(tmp_path):
    before = folder_stamp(tmp_path)
    (tmp_path / "sea.toml").write_text(DARK, encoding="utf-8")
    assert folder_stamp(tmp_path) != before
    assert folder_stamp(tmp_path / "nowhere") == ()


@pytest.mark.parametrize(
    "value", ["9" * 5000, "0x" + "f" * 5000, "[" * 5000, '"\\ud800"'], ids=["digits", "hex", "nesting", "surrogate"]
)
def test_a_theme_that_python_cannot_print_is_reported_like_any_other(tmp_path, value):
    text = DARK.replace('background = "#101418"', f"background = {value}")
    assert problem(tmp_path / "mine.toml", text).code in ("theme.not_toml", "theme.no_colour")


def test_a_pipe_with_the_name_of_a_theme_blocks_nobody(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    assert load_themes(tmp_path).errors["pipe"].code == "theme.unreadable"
