"""Apply one decision to one unit: its new standing, the record, notices and all other effects."""

from dataclasses import replace

from daemon.server.review.decisions.decision_context import UnitInReview
from daemon.server.review.decisions.decision_input import (
    CheckedText,
    DecisionInput,
    DecisionSubject,
    decision_from_input,
)
from daemon.server.review.decisions.decision_maker import DecisionMaker
from daemon.server.review.decisions.record_decision import record_decision
from daemon.wire.decision_kinds import DESCRIPTORS
from engine.review.decide import DecisionContext, decide
from engine.review.follow_conversion import FormerStanding
from engine.review.refusal import Refusal
from engine.review.standing import Standing
from store import ReadView, WriteTransaction
from store.access import people
from store.codebase import conversions, obligations, unit_trials, versions
from store.codebase.unit_trials import TriedTexts
from store.core import texts
from store.core.errors import MissingError
from store.review import comments, notices, proposals, review_sync, reviews
from store.review.notices import NotifiedDecision
from store.review.proposals import ProposalRow

EarlierStandings = tuple[FormerStanding, ...]


def resulting_standing(
    view: ReadView, unit: UnitInReview, given: DecisionInput, context: DecisionContext, waiver: str | None
) -> Standing:
    """Return the standing that the unit would have afterwards; nothing is written."""
    proposal = _proposal(view, unit, given)
    target = DecisionSubject(
        unit.standing, proposal, _lines(view, unit, given), _open_obligations(view, unit, given, proposal)
    )
    if given.text is not None and given.text.sql != unit.conversion.sql:
        raise _stale("The SQL changed while your text was checked.")
    _check_people(view, given.asked)
    known = replace(given, text=_with_trial(view, unit, given.text))
    return decide(unit.standing, decision_from_input(known, target, waiver), context)


def apply_decision(
    tx: WriteTransaction,
    act: str,
    maker: DecisionMaker,
    unit: UnitInReview,
    given: DecisionInput,
    context: DecisionContext,
) -> None:
    """Apply a decision to a unit; after a refusal the caller must roll back."""
    remark = _save_note(tx, maker, given)
    after = resulting_standing(tx, unit, given, context, remark)
    _keep_text(tx, unit, given)
    decision = record_decision(tx, act, maker, unit, given, after, remark)
    if given.descriptor.is_comment:
        line = given.line or 1
        comments.add(tx, unit.conversion.id, decision, maker.actor, unit.standing.spec, line, str(remark))
    store_standing(tx, unit, after, settled=given.proposal is not None)
    notified = NotifiedDecision(decision, given.kind, given.note, unit.conversion.id, maker.actor)
    notices.notify_concerned(tx, notified, unit.standing, after)
    if given.proposal is not None:
        _settle(tx, given.proposal, notified)


def store_standing(
    tx: WriteTransaction, unit: UnitInReview, after: Standing, *, settled: bool, before: EarlierStandings | None = None
) -> None:
    """Store a unit's standing, and `before` in place of its earlier ones.

    Its spec file is synced if another text is approved, or a proposal was settled.
    """
    if after != unit.standing:
        reviews.set_standing(tx, unit.review, after, before)
        conversions.bump_revision(tx, unit.conversion.id)
    if settled or after.approved != unit.standing.approved:
        review_sync.request_spec_file_sync(tx, unit.conversion.id, unit.conversion.project)


def _proposal(view: ReadView, unit: UnitInReview, given: DecisionInput) -> ProposalRow | None:
    if given.proposal is None:
        return None
    found = proposals.get(view, given.proposal)
    if found.conversion != unit.conversion.id:
        raise MissingError(f"There is no proposal {given.proposal} for this unit.", "It may belong to another unit.")
    if given.descriptor.settles_as is None:
        hint = "Approve it, reject it, or merge some of it."
        raise Refusal("proposal", f"{given.kind} cannot apply to a proposal.", hint)
    if found.state != proposals.OPEN:
        raise Refusal("settled", f"This proposal was {found.state} already.", "Look at the unit again.")
    if given.descriptor.approves and found.sql != unit.conversion.sql:
        raise _stale("This proposal was checked against SQL that has changed since.")
    return found


def _with_trial(view: ReadView, unit: UnitInReview, text: CheckedText | None) -> CheckedText | None:
    """Return a checked text with its verdict by an earlier trial of the same SQL, if there was one."""
    if text is None or text.lowered is None:
        return text
    tried = TriedTexts(text.sql, texts.hash_of(text.lowered))
    return replace(text, verdict=unit_trials.verdict_of(view, unit.conversion.id, text.verdict, tried))


def _save_note(tx: WriteTransaction, maker: DecisionMaker, given: DecisionInput) -> str | None:
    if not given.note.strip():
        return None
    return people.add_remark(tx, maker.actor, given.note)


def _stale(sentence: str) -> Refusal:
    return Refusal("stale", sentence, "Look at the current SQL, and have the text checked again.")


def _lines(view: ReadView, unit: UnitInReview, given: DecisionInput) -> int:
    if unit.standing.spec is None or not given.descriptor.is_comment:
        return 1
    return len(texts.get(view, unit.standing.spec).splitlines()) or 1


def _open_obligations(
    view: ReadView, unit: UnitInReview, given: DecisionInput, proposal: ProposalRow | None
) -> tuple[str, ...] | None:
    if not given.descriptor.approves:
        return None
    verdict, evidence = unit.standing.verdict, unit.review.evidence
    if proposal is not None:
        verdict, evidence = proposal.verdict, proposal.evidence
    if verdict != "proved-if" or evidence is None:
        return None
    return obligations.list_open(view, evidence)


def _check_people(view: ReadView, asked: tuple[str, ...]) -> None:
    for person in asked:
        if not people.exists(view, person):
            raise Refusal(
                "nobody", "One of the people asked is unknown here.", "List the members: specdeck member list"
            )


def _keep_text(tx: WriteTransaction, unit: UnitInReview, given: DecisionInput) -> None:
    """Keep what is known about the text that the decision puts in review, so that an undo can restore it.

    For the lift's own text the conversion already has it, with exact links.
    """
    spec, version = None, versions.Version()
    if given.text is not None:
        spec = texts.save(tx, given.text.spec)
        version = versions.save_texts(tx, given.text.lowered, given.text.evidence, given.text.links, given.text.verdict)
    elif given.descriptor.approves and given.proposal is not None:
        offered = proposals.get(tx, given.proposal)
        spec = offered.spec
        version = versions.Version(offered.lowered, offered.evidence, offered.links, offered.verdict)
    if spec is not None and spec != unit.conversion.spec:
        versions.save(tx, unit.conversion.id, spec, version)


def _settle(tx: WriteTransaction, proposal: int, decision: NotifiedDecision) -> None:
    proposals.set_state(tx, proposal, DESCRIPTORS[decision.word].settles_as or proposals.OPEN)
    author = proposals.get(tx, proposal).actor
    if author is not None:
        notices.notify(tx, "decided", decision.conversion, decision.actor, [author], decision.decision)
