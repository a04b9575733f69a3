"""The contract of a conversion: what a run is given."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class NamedText:
    """The SQL of a unit of the project."""

    kind: str
    name: str
    hash: str
    text: str


@dataclass(frozen=True, slots=True)
class KeptText:
    """A spec somebody wrote or may get back, with its hash."""

    hash: str
    text: str


@dataclass(frozen=True, slots=True)
class KeptTexts:
    """The specs that are kept for one SQL of a unit, and are proved again with it."""

    kind: str
    name: str
    sql: str
    specs: tuple[KeptText, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "KeptTexts":
        """Return the texts from plain values."""
        return cls(data["kind"], data["name"], data["sql"], tuple(KeptText(**spec) for spec in data["specs"]))


@dataclass(frozen=True, slots=True)
class ConvertInput:
    """A file to convert. `text` is None where nothing has to be done.

    `basis` names what the result depends on: the text and the engine's rules. A SQL file comes with the texts that are
    kept for its units, a spec file with the SQL of the units it may be about, and one that we write with the `script`
    it was made from: the SQL of its units in the order in which they load.
    """

    basis: str
    path: str
    kind: str
    text: str | None = None
    kept: tuple[KeptTexts, ...] = ()
    sql: tuple[NamedText, ...] = ()
    script: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the input as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ConvertInput":
        """Return the input from plain values."""
        kept = tuple(KeptTexts.from_json(each) for each in data["kept"])
        sql = tuple(NamedText(**each) for each in data["sql"])
        return cls(data["basis"], data["path"], data["kind"], data["text"], kept, sql, tuple(data["script"]))
