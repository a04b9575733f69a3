"""An object that a routine uses and its project does not define, as it was invented for a trial."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

StubKind = Literal[
    "schema", "table", "column", "key", "type", "sequence", "function", "trigger", "setting", "role", "operator"
]


@dataclass(frozen=True, slots=True)
class Stub:
    """One invented object: the statement that creates it, and why it is as it is."""

    kind: StubKind
    name: str
    sql: str
    reason: str

    def to_json(self) -> dict[str, Any]:
        """Return the stub as plain values, for evidence."""
        return asdict(self)
