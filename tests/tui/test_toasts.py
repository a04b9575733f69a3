"""Toasts: they never cover what they are about, and a refusal does not look like a success."""

from daemon.wire.role import Role
from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press, until


def line_of(pilot, text: str) -> int:
    return next(number for number, line in enumerate(text_of(pilot.app).splitlines()) if text in line)


async def test_a_toast_is_above_where_the_cursor_is_low_and_below_where_it_is_high(demo):
    async with deck(demo) as pilot:
        await press(pilot, "9")
        assert line_of(pilot, "No view 9 yet") > 12
        await press(pilot, "end", "9")
        assert line_of(pilot, "No view 9 yet") < 12


async def test_a_refusal_is_a_warning(demo):
    async with deck(demo, role=Role.VIEWER, name="vera") as pilot:
        await press(pilot, "a")
        (toast,) = pilot.app._notifications
        assert (toast.severity, "Not for a viewer" in toast.message) == ("warning", True)


async def test_a_long_sentence_is_shown_to_its_end(demo):
    async with deck(demo, (60, 24)) as pilot:
        pilot.app.toasts.show("One sentence, " + "and more of it, " * 12 + "to FINISH")
        await until(pilot, lambda: "FINISH" in text_of(pilot.app))
