"""What a proof may ask about the schema."""

from dataclasses import replace
from typing import Protocol

from engine.proof.verdict import Obligation


class SchemaFacts(Protocol):
    """The schema as far as it is known."""

    def columns(self, relation: str) -> frozenset[str] | None:
        """Every column of a relation, system columns apart; None unless its definition is known to the last one."""
        ...


def discharge(obligations: tuple[Obligation, ...], facts: SchemaFacts | None) -> tuple[Obligation, ...]:
    """The obligations, those marked that complete facts show to hold."""
    if facts is None:
        return obligations
    return tuple(_checked(obligation, facts) for obligation in obligations)


def _checked(obligation: Obligation, facts: SchemaFacts) -> Obligation:
    columns = facts.columns(obligation.relation)
    return replace(obligation, discharged=columns is not None and obligation.column not in columns)
