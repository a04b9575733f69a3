"""A decision in its table, and in the journal by ids and hashes alone."""

import json
import math

from daemon.server.review.decisions.decision_context import UnitInReview
from daemon.server.review.decisions.decision_input import CheckedText, DecisionInput
from daemon.server.review.decisions.decision_maker import DecisionMaker
from daemon.server.review.teach import teach
from engine.review.standing import Standing
from store import WriteTransaction
from store.codebase import conversion_row
from store.core import journal, texts
from store.review import decisions
from store.review.decisions import NewDecisionRow

MAX_LOOK_SECONDS = 24 * 3600.0  # longer than this means an open screen, not a person who looks


def record_decision(
    tx: WriteTransaction,
    act: str,
    maker: DecisionMaker,
    unit: UnitInReview,
    given: DecisionInput,
    after: Standing,
    remark: str | None,
) -> int:
    """Record a decision and return its number."""
    new = NewDecisionRow(
        act=act,
        conversion=unit.conversion.id,
        actor=maker.actor,
        word=given.kind,
        before=unit.standing,
        after=after,
        sql=unit.conversion.sql,
        reason=given.reason,
        remark=remark,
        proposal=given.proposal,
        seconds=_bounded(given.seconds),
        blind=given.blind,
    )
    number = decisions.add(tx, new)
    teach(tx, number, act, maker.actor, unit, given)
    facts = {"act": act, "decision": number, "word": given.kind, **_facts(unit.standing, after), "reason": given.reason}
    facts |= {"remark": remark, "proposal": given.proposal, "seconds": new.seconds, "blind": given.blind}
    facts |= {"correction": _correction(tx, given.text)}
    journal.append(tx, "unit.decided", conversion_row.unit_subject(unit.conversion.id), facts, maker.actor)
    return number


def _facts(before: Standing, after: Standing) -> dict[str, object]:
    return {
        "from": before.state,
        "to": after.state,
        "spec": after.spec,
        "verdict": after.verdict,
        "approved": after.approved,
        "waived": after.waiver is not None,
    }


def _bounded(seconds: float | None) -> float | None:
    if seconds is None or not math.isfinite(seconds):
        return None
    return round(min(max(seconds, 0.0), MAX_LOOK_SECONDS), 1)


def _correction(tx: WriteTransaction, text: CheckedText | None) -> str | None:
    if text is None or text.correction is None:
        return None
    return texts.save(tx, json.dumps(text.correction))
