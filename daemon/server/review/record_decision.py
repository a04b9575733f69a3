"""A decision in its table, and in the journal by ids and hashes alone."""

import json
import math

from daemon.server.review.decision_context import UnitInReview
from daemon.server.review.decision_input import CheckedText, DecisionInput, DecisionMaker
from engine.review.standing import Standing
from store import WriteTransaction
from store.codebase import conversion_row
from store.core import journal, texts
from store.review import decisions
from store.review.decisions import NewDecisionRow

MAX_LOOK_SECONDS = 24 * 3600.0  # seconds; whoever looked longer went home


def record_decision(
    tx: WriteTransaction,
    act: str,
    voice: DecisionMaker,
    unit: UnitInReview,
    say: DecisionInput,
    after: Standing,
    remark: str | None,
) -> int:
    """Record a decision; the answer is its number."""
    new = NewDecisionRow(
        act=act,
        conversion=unit.conversion.id,
        actor=voice.actor,
        word=say.kind,
        before=unit.standing,
        after=after,
        sql=unit.conversion.sql,
        reason=say.reason,
        remark=remark,
        proposal=say.proposal,
        seconds=_looked(say.seconds),
        blind=say.blind,
    )
    decision = decisions.add(tx, new)
    told = {"act": act, "decision": decision, "word": say.kind, **_facts(unit.standing, after), "reason": say.reason}
    told |= {"remark": remark, "proposal": say.proposal, "seconds": new.seconds, "blind": say.blind}
    told |= {"correction": _correction(tx, say.text)}
    journal.append(tx, "unit.decided", conversion_row.unit_subject(unit.conversion.id), told, voice.actor)
    return decision


def _facts(before: Standing, after: Standing) -> dict[str, object]:
    return {
        "from": before.state,
        "to": after.state,
        "spec": after.spec,
        "verdict": after.verdict,
        "approved": after.approved,
        "waived": after.waiver is not None,
    }


def _looked(seconds: float | None) -> float | None:
    if seconds is None or not math.isfinite(seconds):
        return None
    return round(min(max(seconds, 0.0), MAX_LOOK_SECONDS), 1)


def _correction(tx: WriteTransaction, text: CheckedText | None) -> str | None:
    if text is None or text.correction is None:
        return None
    return texts.save(tx, json.dumps(text.correction))
