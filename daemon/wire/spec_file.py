"""Spec files on the wire: the units to write again, and the files that result."""

from dataclasses import dataclass

from daemon.wire.decision import MAX_UNITS
from daemon.wire.review import FileProof


@dataclass(frozen=True, slots=True)
class SpecFileRequest:
    """The units whose approved specs must be written to their files."""

    units: tuple[int, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.units) <= MAX_UNITS:
            raise ValueError(f"name 1 to {MAX_UNITS} units")


@dataclass(frozen=True, slots=True)
class SpecFileReply:
    """The files that are being written, by path; `left_out` are units without an approved spec.

    `proofs` are the verdicts on these files as they were last written.
    """

    files: tuple[str, ...]
    left_out: tuple[int, ...] = ()
    proofs: tuple[FileProof, ...] = ()
