"""A decision on a row that represents many statements of a file: the same decision on each, in one act."""

from collections.abc import Iterable, Sequence

from daemon.server.errors import ServerError
from daemon.server.http.write_request import WriteRequest
from daemon.server.review.act_replies import UnitResult
from daemon.server.review.decisions import bulk_decisions
from daemon.server.review.decisions.bulk_decisions import BulkRun, SeenRevisions
from daemon.server.review.decisions.decide_portions import decide_in_portions
from daemon.server.review.decisions.decision_maker import DecisionMaker, decision_maker_from_caller
from daemon.server.review.decisions.decision_request import check_decision_permission, input_from_request
from daemon.wire.decision import Act, NewDecision
from daemon.wire.decision_kinds import DESCRIPTORS
from store import ReadView, WriteTransaction
from store.codebase import conversions
from store.review import acts, policies, statements


class TooManyUnitsError(ServerError):
    """One act would affect too many units."""

    code = "review.too_many"
    status = 422


def list_statements(view: ReadView, units: Iterable[int], body: NewDecision) -> list[int]:
    """Return the statements that rows represent, if a decision like this is one on all of them."""
    descriptor = DESCRIPTORS[body.kind]
    if descriptor.one_unit_only or descriptor.is_comment or body.spec or body.proposal:
        return []
    return statements.list_folded_under(view, units)


def add_statements(view: ReadView, named: SeenRevisions, body: NewDecision, most: int) -> SeenRevisions:
    """Return units with the statements that their rows represent, not more than `most` in all.

    A single row is one file, which cannot be decided on in parts.
    """
    folded = list_statements(view, named, body)
    units = {**named, **{unit: None for unit in folded if unit not in named}}
    if len(units) > most and len(named) > 1:
        sentence = f"These {len(named)} rows represent {len(units)} units, and one act is for at most {most}."
        raise TooManyUnitsError(sentence, "Narrow the query, and decide in several acts.")
    return units


def decide_on_folded(write: WriteRequest, body: NewDecision, act: Act, folded: Sequence[int]) -> Act:
    """Continue an act on the statements that its unit stood for; return all of it."""
    unit = act.outcomes[0].unit

    def maker(tx: WriteTransaction) -> DecisionMaker:
        project = conversions.get(tx, unit).project
        actor = write.admit(tx)
        check_decision_permission(tx, write.caller, body, project)
        return decision_maker_from_caller(tx, write.caller, actor, project)

    store = write.instance.store
    with store.write() as tx:
        decider, project = maker(tx), conversions.get(tx, unit).project
        given = input_from_request(tx, body, decider.actor, project)
        made = policies.count_decisions_today(tx, project, decider.actor)
        run = BulkRun(acts.get(tx, project, act.id), given, 1 + len(folded), made, [UnitResult(unit)], 1)
    decide_in_portions(store, maker, run, dict.fromkeys(folded))
    with store.read() as view:
        return bulk_decisions.bulk_reply(view, decider, run)
