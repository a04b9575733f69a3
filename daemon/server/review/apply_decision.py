"""One word said of one unit: its standing, the record of the decision, and all that follows, in one transaction."""

from daemon.server.review.decision_context import UnitInReview
from daemon.server.review.decision_input import DecisionInput, DecisionMaker, DecisionTarget, decision_from_input
from daemon.server.review.record_decision import record_decision
from daemon.wire.decision_kinds import DESCRIPTORS
from engine.review.decide import DecisionContext, decide
from engine.review.refusal import Refusal
from engine.review.standing import Standing
from store import ReadView, WriteTransaction
from store.access import people
from store.codebase import conversions, obligations, versions
from store.core import texts
from store.core.errors import MissingError
from store.review import comments, notices, proposals, review_sync, reviews
from store.review.notices import NotifiedDecision
from store.review.proposals import ProposalRow


def resulting_standing(
    view: ReadView, unit: UnitInReview, say: DecisionInput, situation: DecisionContext, waiver: str | None
) -> Standing:
    """How the unit would stand afterwards; nothing is written."""
    proposal = _proposal(view, unit, say)
    about = DecisionTarget(unit.standing, proposal, _lines(view, unit, say), _left_open(view, unit, say, proposal))
    if say.text is not None and say.text.sql != unit.conversion.sql:
        raise _stale("The SQL changed while your text was checked.")
    _known(view, say.asked)
    return decide(unit.standing, decision_from_input(say, about, waiver), situation)


def apply_decision(
    tx: WriteTransaction,
    act: str,
    voice: DecisionMaker,
    unit: UnitInReview,
    say: DecisionInput,
    situation: DecisionContext,
) -> None:
    """Say a word of a unit; a refusal leaves everything to the caller's rollback."""
    remark = people.add_remark(tx, voice.actor, say.note) if say.note.strip() else None
    after = resulting_standing(tx, unit, say, situation, remark)
    _keep_text(tx, unit, say)
    decision = record_decision(tx, act, voice, unit, say, after, remark)
    if say.descriptor.is_comment:
        line = say.line or 1
        comments.add(tx, unit.conversion.id, decision, voice.actor, unit.standing.spec, line, str(remark))
    store_standing(tx, unit, after, settled=say.proposal is not None)
    told = NotifiedDecision(decision, say.kind, say.note, unit.conversion.id, voice.actor)
    notices.notify_concerned(tx, told, unit.standing, after)
    if say.proposal is not None:
        _settle(tx, say.proposal, told)


def store_standing(tx: WriteTransaction, unit: UnitInReview, after: Standing, *, settled: bool) -> None:
    """The unit stands like this now; its spec file follows where it holds another text, or a proposal was settled."""
    if after != unit.standing:
        reviews.set_standing(tx, unit.review, after)
        conversions.bump_revision(tx, unit.conversion.id)
    if settled or after.approved != unit.standing.approved:
        review_sync.request_spec_file_sync(tx, unit.conversion.id, unit.conversion.project)


def _proposal(view: ReadView, unit: UnitInReview, say: DecisionInput) -> ProposalRow | None:
    if say.proposal is None:
        return None
    found = proposals.get(view, say.proposal)
    if found.conversion != unit.conversion.id:
        raise MissingError(f"There is no proposal {say.proposal} for this unit.", "It may be one for another unit.")
    if say.descriptor.settles_as is None:
        hint = "Approve it, reject it, or merge some of it."
        raise Refusal("proposal", f"{say.kind} cannot apply to a proposal.", hint)
    if found.state != proposals.OPEN:
        raise Refusal("settled", f"This proposal was {found.state} already.", "Look at the unit again.")
    if say.kind == "approve" and found.sql != unit.conversion.sql:
        raise _stale("This proposal was checked against SQL that has changed since.")
    return found


def _stale(sentence: str) -> Refusal:
    return Refusal("stale", sentence, "Look at the SQL as it is now, and have the text checked again.")


def _lines(view: ReadView, unit: UnitInReview, say: DecisionInput) -> int:
    if unit.standing.spec is None or not say.descriptor.is_comment:
        return 1
    return len(texts.get(view, unit.standing.spec).splitlines()) or 1


def _left_open(
    view: ReadView, unit: UnitInReview, say: DecisionInput, proposal: ProposalRow | None
) -> tuple[str, ...] | None:
    if say.kind != "approve":
        return None
    verdict = unit.standing.verdict if proposal is None else proposal.verdict
    evidence = unit.review.evidence if proposal is None else proposal.evidence
    return obligations.list_open(view, evidence) if verdict == "proved-if" and evidence is not None else None


def _known(view: ReadView, asked: tuple[str, ...]) -> None:
    for person in asked:
        if not people.exists(view, person):
            raise Refusal("nobody", "Somebody who is asked is not known here.", "specdeck member list shows who is.")


def _keep_text(tx: WriteTransaction, unit: UnitInReview, say: DecisionInput) -> None:
    """What is known about the text that the decision puts in review, so that an undo can bring it back as well.

    Of the lift's own text the conversion knows it, with links that nobody had to guess.
    """
    spec, version = None, versions.Version()
    if say.text is not None:
        spec = texts.save(tx, say.text.spec)
        version = versions.save_texts(tx, say.text.lowered, say.text.evidence, say.text.links, say.text.verdict)
    elif say.kind == "approve" and say.proposal is not None:
        offered = proposals.get(tx, say.proposal)
        spec = offered.spec
        version = versions.Version(offered.lowered, offered.evidence, offered.links, offered.verdict)
    if spec is not None and spec != unit.conversion.spec:
        versions.save(tx, unit.conversion.id, spec, version)


def _settle(tx: WriteTransaction, proposal: int, told: NotifiedDecision) -> None:
    proposals.set_state(tx, proposal, DESCRIPTORS[told.word].settles_as or proposals.OPEN)
    author = proposals.get(tx, proposal).actor
    if author is not None:
        notices.notify(tx, "decided", told.conversion, told.actor, [author], told.decision)
