"""Spec files on the wire: which units to write into theirs again, and which files that makes."""

from dataclasses import dataclass

from daemon.wire.decision import MAX_UNITS


@dataclass(frozen=True, slots=True)
class SpecFileRequest:
    """Units of a project whose approved text must lie in its file."""

    units: tuple[int, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.units) <= MAX_UNITS:
            raise ValueError(f"name 1 to {MAX_UNITS} units")


@dataclass(frozen=True, slots=True)
class SpecFileReply:
    """The files that are put together now, by path; `left_out` are units of which nothing is approved."""

    files: tuple[str, ...]
    left_out: tuple[int, ...] = ()
