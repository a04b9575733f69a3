"""The examples on the page about themes and keys work."""

import re
import tomllib
from pathlib import Path

from specdeck.local.open_tui import custom_keys
from specdeck.settings import setting_values
from specdeck.settings.known_settings import BY_KEY
from themes.theme_catalog import built_in_themes
from themes.theme_file import read_theme
from tui.keymap.key_overrides import choose_keys, preset_names

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "themes-and-keys.md"
TEXT = PAGE.read_text(encoding="utf-8")


def example(kind):
    (found,) = re.findall(rf"```toml {kind}\n(.*?)```", TEXT, re.DOTALL)
    return found


def test_the_example_theme_is_one(tmp_path):
    path = tmp_path / "sea.toml"
    path.write_text(example("theme"))
    assert (read_theme(path).name, read_theme(path).title) == ("sea", "Sea")


def test_the_example_keys_have_no_slip_and_no_clash():
    value = setting_values.from_toml(BY_KEY["keys"], tomllib.loads(example("keys"))["keys"], "the page")
    assert choose_keys("vim", custom_keys(value)).mistakes == ()


def test_the_page_names_every_theme_and_every_preset():
    assert [name for name in (*built_in_themes(), *preset_names()) if f"`{name}`" not in TEXT] == []


def test_the_setting_knows_every_preset():
    assert set(BY_KEY["deck.keys"].choices) == set(preset_names())
