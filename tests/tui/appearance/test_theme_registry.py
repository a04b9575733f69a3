"""Themes on the deck: chosen by name, reloaded when saved, and reported when broken."""

import pytest

from tests.tui.conftest import SIZES, commanded, deck, press, until
from themes.theme_catalog import FILES, built_in_themes
from tui.preferences import theme_folder


def toasts(pilot):
    return [toast.message for toast in pilot.app._notifications]


@pytest.fixture
def folder(demo, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    place = theme_folder()
    place.mkdir(parents=True)
    return place


def put(folder, name, **changes):
    text = (FILES / "dark.toml").read_text()
    for old, new in changes.items():
        text = text.replace(old, new)
    (folder / f"{name}.toml").write_text(text)


async def test_the_command_line_puts_a_theme_on(demo):
    async with deck(demo) as pilot:
        await commanded(pilot, "theme light")
        assert (pilot.app.theme, pilot.app.screen.styles.background.hex.lower()) == (
            "light",
            next(iter(built_in_themes()["light"].grounds.values())),
        )


async def test_an_unknown_theme_is_reported_with_the_closest_name(demo):
    async with deck(demo) as pilot:
        await commanded(pilot, "theme ligt")
        assert (pilot.app.theme, toasts(pilot)) == ("dark", ["There is no theme 'ligt'.\nDid you mean light?"])


@pytest.mark.parametrize("name", built_in_themes())
async def test_every_theme_can_be_worn(demo, name):
    async with deck(demo) as pilot:
        await commanded(pilot, f"theme {name}")
        await press(pilot, "enter")
        assert (pilot.app.theme, pilot.app.return_code) == (name, None)


async def test_a_personal_theme_is_reloaded_when_it_is_saved(demo, folder):
    put(folder, "sea")
    async with deck(demo) as pilot:
        await commanded(pilot, "theme sea")
        put(folder, "sea", **{"#101418": "#001122"})
        pilot.app.theme_registry.reload()
        await until(pilot, lambda: pilot.app.screen.styles.background.hex == "#001122")


def holds(toast: str, sentence: str) -> bool:
    """Whether a toast has a sentence, wherever the length of the file's path breaks its lines."""
    return "".join(sentence.split()) in "".join(toast.split())


async def test_a_broken_theme_is_reported_and_the_deck_continues(demo, folder):
    put(folder, "sea")
    async with deck(demo, SIZES["160x48"]) as pilot:  # the path of the file fits into one line
        await commanded(pilot, "theme sea")
        put(folder, "sea", **{'good = "': 'goood = "'})
        pilot.app.theme_registry.reload()
        await press(pilot, "j")
        (told,) = toasts(pilot)
        assert holds(told, "sea.toml: unknown key `inks.goood`")
        assert holds(told, "Did you mean `inks.good`?")


async def test_a_broken_theme_that_is_not_in_use_is_reported_once_it_is_chosen(demo, folder):
    async with deck(demo, SIZES["160x48"]) as pilot:  # the path of the file fits into one line
        put(folder, "sea", **{'good = "': 'goood = "'})
        pilot.app.theme_registry.reload()
        assert toasts(pilot) == []
        await commanded(pilot, "theme sea")
        (told,) = toasts(pilot)
        assert holds(told, "sea.toml: unknown key `inks.goood`")
        assert pilot.app.theme == "dark"


async def test_reloading_an_unchanged_folder_repaints_nothing(demo, folder):
    put(folder, "sea")
    async with deck(demo) as pilot:
        painted = []
        pilot.app.refresh_css = lambda **_: painted.append(1)
        pilot.app.theme_registry.reload()
        await pilot.pause()
        assert painted == []
