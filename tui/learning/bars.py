"""Bars drawn in cells, to an eighth of a cell."""

EIGHTHS = " ▏▎▍▌▋▊▉█"


def bar(share: float, width: int) -> str:
    """Return a bar of exactly `width` cells for a share between 0 and 1."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    whole, rest = divmod(eighths, 8)
    part = EIGHTHS[rest] if rest else ""
    return ("█" * whole + part).ljust(width)


def band(low: float, high: float, at: float, width: int) -> str:
    """Return a line of cells from 0 to 1 that marks an interval and the value in it."""
    cells = ["·"] * width
    first, last, middle = (min(width - 1, int(each * width)) for each in (low, high, at))
    cells[first : last + 1] = ["─"] * (last - first + 1)
    cells[middle] = "●"
    return "".join(cells)
