"""The line that tells that the daemon is away; what the screen shows stays readable meanwhile."""

from textual.widgets import Static


class Banner(Static):
    """Hidden while all is well."""

    DEFAULT_CSS = """
    Banner {
        height: auto; padding: 0 1 0 2; display: none;
        background: $warning; color: $background; text-style: bold;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def on_mount(self) -> None:
        self.watch(self.app, "trouble", self._tell)

    def _tell(self, trouble: str) -> None:
        self.update(f"! {trouble}")
        self.display = bool(trouble)
