"""What a kind may read and write. The ledger hands it the daemon's side; a kind never sees the store."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as a kind sees it; `text` is None when it is gone or could not be read."""

    project: str
    path: str
    kind: str
    text: str | None
    hash: str | None  # of the text
    scanned: str | None  # the text whose units are recorded


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """One SQL object in a source, by character positions."""

    kind: str
    name: str
    language: str
    start: int
    stop: int
    text: str
    error: tuple[str, str, str] | None = None  # code, sentence, hint


@dataclass(frozen=True, slots=True)
class ProvedText:
    """What the engine says about a text that is kept for a unit, named by hash; `fault` is why it cannot be read."""

    spec: str
    verdict: str
    lowered: str | None
    evidence: Mapping[str, object] | None
    links: list[object]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class ConvertedUnit:
    """What the engine says about one unit of a SQL file."""

    kind: str
    name: str
    occurrence: int
    language: str
    sql: str
    spec: str
    lowered: str
    entity: str | None
    verdict: str
    evidence: Mapping[str, object] | None
    links: list[object]
    counts: Mapping[str, int]
    error: tuple[str, str, str] | None = None
    form: str | None = None  # what it shares with units that are equal but for their name
    proofs: tuple[ProvedText, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvedUnit:
    """What the engine says about one unit of a spec file, compared with the SQL of its name."""

    kind: str
    name: str
    sql: str | None  # hash of the SQL's text
    verdict: str
    evidence: Mapping[str, object] | None
    error: tuple[str, str, str] | None = None
    spec: str | None = None  # the unit's own text, as the lift would write it
    lowered: str | None = None


@dataclass(frozen=True, slots=True)
class SpecFileState:
    """A spec file that we write: what lies there, what must, and what we put there before.

    `there` is None where no file is, and where nothing lies in it that is not ours. `base` is the hash of its bytes.
    `ours` are unit, hash and text. With a `fault` it must not be touched.
    """

    title: str
    entity: bool
    there: str | None
    base: str | None
    ours: tuple[tuple[int, str, str], ...]
    former: tuple[str, ...]
    fault: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class NamedText:
    """A unit of the project by its name."""

    kind: str
    name: str
    hash: str
    text: str


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text by its hash."""

    hash: str
    text: str


@dataclass(frozen=True, slots=True)
class KeptTexts:
    """The texts that are kept for one SQL of a unit, which they must mean."""

    kind: str
    name: str
    sql: str
    specs: tuple[KeptText, ...]


class Reading(Protocol):
    """What `inputs` may ask."""

    def source(self, subject: str) -> SourceText:
        """The source that a subject names."""
        ...

    def basis(self, subject: str) -> str | None:
        """What the recorded conversions of a source were computed from."""
        ...

    def mentioned(self, subject: str) -> list[NamedText]:
        """The project's units whose bare name stands somewhere in the source."""
        ...

    def kept(self, subject: str) -> list[KeptTexts]:
        """What must be proved again when the units of a source are converted."""
        ...

    def spec_file(self, subject: str) -> SpecFileState:
        """The spec file that a subject names."""
        ...


class Writing(Reading, Protocol):
    """What `apply` may do; all of it, or none."""

    def record_units(self, subject: str, text: str, units: Iterable[FoundUnit]) -> int:
        """These are the units of the text with this hash."""
        ...

    def record_conversions(self, subject: str, basis: str, units: Iterable[ConvertedUnit]) -> int:
        """These are the conversions of a source; the answer is how many units are new or have another SQL."""
        ...

    def record_spec(self, subject: str, basis: str, units: Iterable[ProvedUnit]) -> int:
        """These are the units of a spec file."""
        ...

    def intend_spec_file(
        self, subject: str, text: str | None, base: str | None, units: Mapping[int, str], *, alone: bool
    ) -> bool:
        """This must lie in a spec file, None for no file; False if what is approved is something else by now.

        `alone` tells whether nothing but these units lies in it.
        """
        ...

    def hold_spec_file(self, subject: str, fault: tuple[str, ...]) -> None:
        """Why a spec file cannot be written now."""
        ...
