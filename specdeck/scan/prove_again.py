"""Prove again what a daemon says is proved."""

from collections.abc import Iterator

from daemon.client import Client
from daemon.wire.audit import AuditFinding
from engine.lift.template_marks import find_marks, has_marks
from engine.proof.prove import prove
from engine.proof.verdict import VerdictKind
from engine.source.split_file import split

CLAIMS = (VerdictKind.PROVED, VerdictKind.PROVED_IF)


def unproved_claims(client: Client) -> Iterator[AuditFinding]:
    """Yield a finding for each unit of any project whose texts are not proved here, though it counts as proved."""
    for project in client.projects.list():
        for claim in CLAIMS:
            for unit in client.conversions.list(project.name, claim):
                texts = client.conversions.get(unit.id)
                if not is_proved(texts.sql, texts.lowered or ""):
                    sentence = f"{unit.kind} {unit.name} of {project.name} counts as {claim}, and is not proved here."
                    yield AuditFinding(0, "audit.unproved", sentence)


def is_proved(sql: str, lowered: str) -> bool:
    """Whether two texts of a unit are proved to mean the same."""
    return any(prove(*pair).kind in CLAIMS for pair in _pairs(sql, lowered))


def _pairs(sql: str, lowered: str) -> Iterator[tuple[str, str]]:
    """The texts; for a template, then those in which its marks are names."""
    yield sql, lowered
    for unit in split(sql).units[:1]:
        marks = find_marks(unit) if has_marks(unit) else None
        if marks is not None:
            yield marks.neutral(unit.text), marks.neutral(lowered)
