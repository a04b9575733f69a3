"""The origin of a part of a spec."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.source.span import Span

LinkKind: TypeAlias = Literal["exact", "inferred", "raw", "invented", "finding"]
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """The characters of the body that a step comes from, and how faithfully it holds them."""

    span: Span
    kind: LinkKind
