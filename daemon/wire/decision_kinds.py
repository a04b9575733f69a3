"""Every kind of decision, found by the modules of `daemon.wire.decisions`."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from daemon.wire.decision_descriptor import DecisionDescriptor
from daemon.wire.discovery import discover

DESCRIPTORS: Mapping[str, DecisionDescriptor] = MappingProxyType(
    {each.kind: each for each in discover("daemon.wire.decisions", "DESCRIPTOR", DecisionDescriptor)}
)
DecisionKind = StrEnum("DecisionKind", {kind.upper(): kind for kind in DESCRIPTORS})  # pyrefly: ignore[invalid-argument]
