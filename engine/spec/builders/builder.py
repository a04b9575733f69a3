"""What all builders have in common."""

from __future__ import annotations

from typing import Any, Protocol

from engine.spec.read_report import ReadReport
from engine.spec.syntax.yaml_nodes import Node

Value = Any
"""What a slot holds in the model; each builder knows its own."""


class Builder(Protocol):
    """Reads one kind of slot."""

    def build(self, report: ReadReport, node: Node, /) -> Value:
        """The value of a node; None, with the mistake reported, where it has none."""
