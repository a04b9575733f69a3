"""What `specdeck models bench` measures."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ModelFigures:
    """Tokens a second of the prompt, of 1, 4 and 16 answers at once, and of 16 with a grammar."""

    model: str
    shape: str
    quantisation: str
    device: str
    prompt_tps: float
    tps_batch_1: float
    tps_batch_4: float
    tps_batch_16: float
    tps_batch_16_grammar: float
    memory_mb: int
    schema_valid_share: float

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        return asdict(self)
