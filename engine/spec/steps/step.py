"""The family of steps."""

from __future__ import annotations

from typing import ClassVar

from engine.spec.shape import Family


class Step(Family):
    """One step of an action: a frozen dataclass with a kind key of its own."""

    __slots__ = ()
    kinds: ClassVar[dict[str, type]] = {}
    word: ClassVar[str] = "step"

    @property
    def note(self) -> str | None: ...


Steps = tuple[Step, ...]
Targets = tuple[str, ...]
Arguments = tuple[str, ...]
Options = tuple[tuple[str, str], ...]
