"""A place where keys are pressed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scene:
    """One place: the classes whose keys work there together, as `module:Class`, the innermost first."""

    name: str
    nodes: tuple[str, ...]
