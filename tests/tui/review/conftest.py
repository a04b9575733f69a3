"""The review screen, opened."""

from textual.pilot import Pilot

from tests.tui.conftest import commanded, press
from tui.review.review_screen import ReviewScreen


async def open_unit(pilot: Pilot[None], where: str) -> ReviewScreen:
    """The first unit that a query finds."""
    await commanded(pilot, f"inbox.filter {where}")
    await press(pilot, "enter", "enter")
    screen = pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    return screen
