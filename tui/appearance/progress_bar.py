"""How far something is, in a fixed number of cells."""

FULL, EMPTY = "━", "╌"


def progress_bar(done: int, total: int, cells: int) -> str:
    """A bar and its percentage; what is not quite done never looks done."""
    share = done / total if total else 0.0
    full = int(share * cells)
    return f"{FULL * full}{EMPTY * (cells - full)} {int(share * 100):3} %"
