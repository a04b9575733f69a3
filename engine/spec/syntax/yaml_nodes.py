"""YAML as the strict subset that SpecQL is written in: scalars, lists and mappings, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class ScalarNode:
    """A text as YAML decodes it, how it is quoted, and the characters where it stands."""

    value: str
    style: str
    """Empty for a plain one, else its quote or block sign."""
    start: int
    end: int
    flow: bool
    """Whether it stands within brackets."""


@dataclass(slots=True)
class ListNode:
    """A list of the file."""

    start: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class MappingNode:
    """A mapping of the file; its keys are as they stand, also when one stands twice."""

    start: int
    entries: list[tuple[ScalarNode, Node]] = field(default_factory=list)


Node = ScalarNode | ListNode | MappingNode
