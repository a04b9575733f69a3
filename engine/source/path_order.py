"""The order of the files of a project, as people number them."""

import re

_NUMBER = re.compile(r"(\d+)")


def natural_path_key(path: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts `v2` before `v10`, folder by folder."""
    pieces = (_NUMBER.split(part) for part in path.split("/"))
    flat = (piece for part in pieces for piece in (*part, ""))
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in flat)
