"""Every text can be read on every ground of every theme: WCAG 2.2's contrast ratio, computed."""

from itertools import product

import pytest

from themes.theme import Ground, Ink, LinkColor, StateColor, Theme
from themes.theme_catalog import built_in_themes

LEAST = {"contrast": 7.0, "contrast-light": 7.0}
COLOURED = [theme for theme in built_in_themes().values() if not theme.ansi]
TINTED = (Ink.BAD, Ink.GOOD, Ink.SECONDARY)  # lines that are removed, added or one's own: 12 % of the ink


def channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def luminance(colour: tuple[float, ...]) -> float:
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tint(ink: str, ground: str) -> tuple[float, ...]:
    return tuple(over * 0.12 + below * 0.88 for over, below in zip(channels(ink), channels(ground), strict=True))


def too_faint(theme: Theme, least: float):
    inks = {**theme.inks, **theme.links, **theme.standing}
    for ink, ground in product((*Ink, *LinkColor, *StateColor), Ground):
        found = ratio(channels(inks[ink]), channels(theme.grounds[ground]))
        if found < least:
            yield f"{ink} on {ground}: {found:.2f}"
    for ink, tinted in product(Ink, TINTED):
        found = ratio(channels(theme.inks[ink]), tint(theme.inks[tinted], theme.grounds[Ground.BACKGROUND]))
        if found < least:
            yield f"{ink} on a line of {tinted}: {found:.2f}"


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_every_ink_can_be_read_on_every_ground(theme):
    assert list(too_faint(theme, LEAST.get(theme.name, 4.5))) == []


def test_black_on_white_has_the_ratio_that_the_standard_names():
    assert ratio((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)) == pytest.approx(21.0)
