"""The strict subset of YAML that SpecQL uses: scalars, lists and mappings, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class ScalarNode:
    """A text as YAML decodes it, its quoting, and its characters in the file."""

    value: str
    style: str
    """Empty for a plain scalar, otherwise its quote or block indicator."""
    start: int
    end: int
    flow: bool
    """Whether it is inside brackets."""


@dataclass(slots=True)
class ListNode:
    """A list of the file."""

    start: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class MappingNode:
    """A mapping of the file; its keys are unchecked, so one may be repeated."""

    start: int
    entries: list[tuple[ScalarNode, Node]] = field(default_factory=list)


Node = ScalarNode | ListNode | MappingNode
