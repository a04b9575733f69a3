"""The attributes of a routine (LANGUAGE, STABLE, SET …) may be in any order.

Sound: CREATE FUNCTION collects them before it reads any, and refuses one that is given twice. Only SET may be
repeated, and its settings are applied in order: so the sort is stable and SET clauses keep theirs.
"""

from engine.proof.routine import Routine
from engine.proof.rule import Node, Rule


def in_order(options: list[Node], routine: Routine) -> list[Node]:  # noqa: ARG001 - the shape of such a rewrite
    """Sort by name; settings keep their order among themselves."""
    return sorted(options, key=lambda option: option["DefElem"]["defname"])


RULE = Rule("attribute_order", __doc__, options=in_order)
