"""A row security policy."""

from __future__ import annotations

from collections.abc import Iterator

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
        f"FOR {policy.command.upper()}" if policy.command else "",
        f"TO {', '.join(policy.roles)}" if policy.roles else "",
        f"USING {in_parentheses(policy.using)}" if policy.using else "",
        f"WITH CHECK {in_parentheses(policy.check)}" if policy.check else "",
    ]
    yield build_statement(Phase.POLICY, clauses, policy.note)
    yield from lower_comment(f"POLICY {policy.name} ON {table}", policy.description)
