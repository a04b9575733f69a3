"""Every kind of decision, found by the modules of `engine.review.decisions`."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.discovery import discover
from engine.review.decision_rule import DecisionRule

RULES: Mapping[str, DecisionRule] = MappingProxyType(
    {rule.kind: rule for rule in discover("engine.review.decisions", "RULE", DecisionRule)}
)
COUNTED_KINDS = tuple(kind for kind, rule in RULES.items() if rule.is_counted)
