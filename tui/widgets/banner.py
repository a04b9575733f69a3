"""The line that appears while the daemon is away. The screen below it stays readable."""

from textual.widgets import Static


class Banner(Static):
    """Hidden while the daemon answers."""

    DEFAULT_CSS = """
    Banner {
        height: auto; padding: 0 1 0 2; display: none;
        background: $warning; color: $background; text-style: bold;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def on_mount(self) -> None:
        self.watch(self.app, "outage", self._show_outage)

    def _show_outage(self, outage: str) -> None:
        self.update(f"! {outage}")
        self.display = bool(outage)
