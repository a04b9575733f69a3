"""A row security policy."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.clauses import clause
from engine.lower.objects.comment import lower_comment
from engine.lower.objects.script_statement import LoweredStatement, Phase, build_statement
from engine.lower.sql_text import in_parentheses
from engine.spec.model import PolicySpec, SpecFile


def lower_policy(policy: PolicySpec, spec: SpecFile) -> Iterator[LoweredStatement]:
    """CREATE POLICY on its own table, else on the table of its file."""
    table = policy.table or spec.table or ""
    kinds = {None: "", True: "AS PERMISSIVE", False: "AS RESTRICTIVE"}
    clauses = [
        f"CREATE POLICY {policy.name} ON {table}",
        kinds[policy.permissive],
        clause("FOR", policy.command, str.upper),
        clause("TO", policy.roles, ", ".join),
        clause("USING", policy.using, in_parentheses),
        clause("WITH CHECK", policy.check, in_parentheses),
    ]
    yield build_statement(Phase.POLICY, clauses, policy.note)
    yield from lower_comment(f"POLICY {policy.name} ON {table}", policy.description)
