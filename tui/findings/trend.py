"""Figures of many days as one line of bars."""

from collections.abc import Sequence

BARS = "▁▂▃▄▅▆▇█"


def spark_line(values: Sequence[float], cells: int) -> str:
    """Return the last values as bars, from the least to the most of them; equal values are in the middle."""
    shown = values[-cells:]
    low, high = min(shown, default=0.0), max(shown, default=0.0)
    if low == high:
        return BARS[3] * len(shown)
    return "".join(BARS[round((each - low) / (high - low) * (len(BARS) - 1))] for each in shown)
