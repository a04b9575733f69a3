"""A progress bar in a fixed number of cells."""

FULL, EMPTY = "━", "╌"


def progress_bar(done: int, total: int, cells: int) -> str:
    """Return a bar and its percentage, which reaches 100 only when everything is done."""
    share = done / total if total else 0.0
    full = int(share * cells)
    return f"{FULL * full}{EMPTY * (cells - full)} {int(share * 100):3} %"
