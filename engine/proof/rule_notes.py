"""The notes of all rules as a chapter of the documentation."""

from engine.proof.rule import Rule
from engine.proof.rules import all_rules


def rules_to_markdown() -> str:
    """Return a section for each rule, sorted by name: what is equal, and why that is sound."""
    return "\n".join(_section(rule) for rule in all_rules().values())


def _section(rule: Rule) -> str:
    equal, _, sound = rule.note.strip().partition("\n\n")
    return f"### `{rule.name}`\n\n{_joined(equal)}\n\n{_joined(sound)}\n"


def _joined(text: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
