"""Where a part of a spec comes from."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.source.span import Span

LinkKind: TypeAlias = Literal["exact", "inferred", "raw", "invented", "finding"]
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a step comes from: the characters of the body, and how faithfully the step holds them."""

    span: Span
    kind: LinkKind
