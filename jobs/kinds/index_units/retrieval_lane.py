"""The index of an instance, opened once in a worker's process."""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.retrieval.embedders.embedder import Embedder
    from engine.retrieval.lane.unit_lane import UnitLane

EMBEDDER = "SPECDECK_MODEL_EMBEDDER"


@cache
def open_lane(lane: str) -> "UnitLane":
    """Return the index with this id. Derived data is kept with the caches of the user."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a search multiplies little: more threads only wait
    from engine.retrieval.lane.unit_lane import UnitLane

    home = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    embedder, notes = _embedder()
    return UnitLane(Path(home, "specdeck", "search", lane), embedder, notes)


def _embedder() -> "tuple[Embedder | None, tuple[str, ...]]":
    """The model of the environment; where it does not load, the reason is part of every answer."""
    named = os.environ.get(EMBEDDER)
    if not named:
        return None, ()
    from engine.retrieval.embedders.model_folder import EmbedderError, open_model_folder

    try:
        return open_model_folder(Path(named).expanduser()), ()
    except EmbedderError as error:
        return None, (f"{error.fault.sentence} Hashed words take its place.",)
