"""What an attack is: two texts, and the statements that show whether the server tells them apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of a class of attack; `calls` run after either is loaded, and `setup` runs between."""

    kind: str
    original: str
    changed: str
    calls: tuple[str, ...] = ()
    setup: str = ""
    objects: bool = False  # whether the texts make more than routines, so that the whole catalog is compared
