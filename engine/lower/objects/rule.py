"""A rewrite rule."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.clauses import clause, keyword
from engine.lower.objects.comment import lower_comment
from engine.lower.objects.script_statement import LoweredStatement, Phase, build_statement
from engine.lower.sql_text import close_comment
from engine.spec.model import RuleSpec, SpecFile


def lower_rule(rule: RuleSpec, spec: SpecFile) -> Iterator[LoweredStatement]:
    """CREATE RULE on its own table, else on the table of its file."""
    table = rule.table or spec.table or ""
    clauses = [
        f"CREATE {keyword('OR REPLACE ', rule.replace)}RULE {rule.name} AS ON {rule.event.upper()} TO {table}",
        clause("WHERE", rule.when, close_comment),
        f"DO {keyword('INSTEAD ', rule.instead)}{_commands(rule.commands)}",
    ]
    yield build_statement(Phase.TRIGGER, clauses, rule.note)
    yield from lower_comment(f"RULE {rule.name} ON {table}", rule.description)


def _commands(commands: tuple[str, ...]) -> str:
    if not commands:
        return "NOTHING"
    if len(commands) == 1:
        return commands[0]
    return f"({'; '.join(close_comment(each) for each in commands)})"
