"""A row security policy."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.objects.comment import lower_comment
from engine.lower.objects.statement import Lowered, Phase, statement
from engine.lower.sql_text import bracketed
from engine.spec.model import Policy, SpecFile


def lower_policy(policy: Policy, spec: SpecFile) -> Iterator[Lowered]:
    """CREATE POLICY on its own table, else on the table of its file."""
    table = policy.table or spec.table or ""
    kinds = {None: "", True: "AS PERMISSIVE", False: "AS RESTRICTIVE"}
    clauses = [
        f"CREATE POLICY {policy.name} ON {table}",
        kinds[policy.permissive],
        f"FOR {policy.command.upper()}" if policy.command else "",
        f"TO {', '.join(policy.roles)}" if policy.roles else "",
        f"USING {bracketed(policy.using)}" if policy.using else "",
        f"WITH CHECK {bracketed(policy.check)}" if policy.check else "",
    ]
    yield statement(Phase.POLICY, clauses, policy.note)
    yield from lower_comment(f"POLICY {policy.name} ON {table}", policy.description)
