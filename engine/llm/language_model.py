"""What every model answers to, local or in the cloud: one request, one completion, with what it used."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from engine.fault import EngineError, Fault
from engine.llm.schema.answer_schema import AnswerSchema


class StopReason(StrEnum):
    """Why a model stopped."""

    END = "end"
    LENGTH = "length"  # the answer was cut
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """One question. `system` is the stable part of the prompt: it comes first, so that its evaluation is shared."""

    system: str
    prompt: str
    schema: AnswerSchema
    max_tokens: int


@dataclass(frozen=True, slots=True)
class TokenUsage:
    """The tokens of a call, as the model counted them."""

    input: int = 0
    output: int = 0
    cache_read: int = 0
    cache_write: int = 0

    def __add__(self, other: "TokenUsage") -> "TokenUsage":
        return TokenUsage(
            self.input + other.input,
            self.output + other.output,
            self.cache_read + other.cache_read,
            self.cache_write + other.cache_write,
        )


NO_TOKENS = TokenUsage()


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model said. `call` is the provider's name of the call, for its support."""

    text: str
    usage: TokenUsage
    stop: StopReason = StopReason.END
    call: str = ""


class LanguageModel(Protocol):
    """A model that can be asked. `complete` makes one attempt: who pays decides on another."""

    @property
    def name(self) -> str: ...

    def count_tokens(self, request: ModelRequest) -> int: ...

    def complete(self, request: ModelRequest) -> Completion: ...


class ModelError(EngineError):
    """A call that gave no completion. `retry_after` is in seconds; `temporary` means that a later call may succeed.

    A call that was `refused` cost nothing; any other may have been answered and paid for.
    """

    def __init__(
        self, fault: Fault, *, temporary: bool = False, retry_after: float | None = None, refused: bool = False
    ) -> None:
        super().__init__(fault)
        self.temporary = temporary
        self.refused = refused
        self.retry_after = retry_after
