"""The weather: a screen that a test adds."""

from textual.app import ComposeResult
from textual.widgets import Static

from tui.deck_screen import DeckScreen
from tui.screen_spec import ScreenSpec

SCREEN = ScreenSpec("weather", "Weather", lambda: WeatherScreen, position=99, key="W", command="specdeck weather")


class WeatherScreen(DeckScreen):
    """Shows the weather."""

    NAME = "weather"

    def compose(self) -> ComposeResult:
        yield Static("sunny")
