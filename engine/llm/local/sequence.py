"""One answer that is being decoded."""

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Sequence:
    """State of one sequence in the lane. `row` is where its logits are in the last batch."""

    slot: int
    sampler: Any  # llama.cpp's chain with the grammar first
    free_sampler: Any  # the same without the grammar
    limit: int
    prompt_tokens: int
    position: int = 0
    row: int = -1
    next_token: int = -1
    tokens: int = 0
    text: bytes = b""
    done: str = ""
