"""The review itself, in the deck against a real daemon: keys in a long unit, and going on from unit to unit."""

from pathlib import Path

from deck.pane import Pane, opened, p95
from deck.project import converted_project
from deck.sql import write_long

MOVES = ("j", "]", "j", "k", "]", "pagedown", "j", "]", "[", "pageup", "G", "k", "home")


def review_figures(command: str, folder: Path, lines: int, units: int, keys: int) -> dict[str, float]:
    """Units of so many lines: keys within the first, then each approved and the next one shown."""
    names = write_long(folder / "long", units, lines)
    with converted_project("long", folder / "long", units), opened(command, "review", "--project", "long") as pane:
        pane.until(f"shop.{names[0]}")
        pane.press("enter")
        pane.until(f"this is {names[0]}")
        moves = [pane.press(key) for key in MOVES * (keys // len(MOVES))]
        idle = pane.idle_bytes_per_s()
        advances = approved(pane, names)
        rss = pane.rss_mb()
    return {
        "key_p95_ms_review": p95([took for count, took in moves if count]),
        "advance_p95_ms": p95(advances),
        "idle_bytes_per_s": idle,
        "rss_mb": rss,
    }


def approved(pane: Pane, names: list[str]) -> list[float]:
    """Approve one after the other: from the key to the text of the next, with the answer on disk in between."""
    return [pane.press_until("a", f"this is {name}".encode()) for name in names[1:]]
