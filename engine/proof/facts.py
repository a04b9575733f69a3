"""The facts about a schema that a proof may use."""

from dataclasses import replace
from typing import Protocol

from engine.proof.verdict import Obligation


class SchemaFacts(Protocol):
    """The known part of a schema."""

    def columns(self, relation: str) -> frozenset[str] | None:
        """Return all columns of a relation but the system columns; None unless every one is known."""
        ...


def discharge(obligations: tuple[Obligation, ...], facts: SchemaFacts | None) -> tuple[Obligation, ...]:
    """Return the obligations, with those marked discharged that complete facts confirm."""
    if facts is None:
        return obligations
    return tuple(_checked(obligation, facts) for obligation in obligations)


def _checked(obligation: Obligation, facts: SchemaFacts) -> Obligation:
    columns = facts.columns(obligation.relation)
    return replace(obligation, discharged=columns is not None and obligation.column not in columns)
