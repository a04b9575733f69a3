"""After an upgrade every current text has a verdict by the new rules, although no file changed."""

from contextlib import closing
from dataclasses import replace

import pytest

import store
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.role import Role
from store.review import reviews, standing_json

UNIT = "shop.double"


@pytest.fixture
def chain(own_chain):
    return own_chain


def upgrade(chain, verdict=None):
    """Stop the daemon, have everything converted by older rules, and start it; they may have judged otherwise."""
    unit = chain.unit(UNIT)
    chain.daemon.kill()
    with closing(store.open(chain.daemon.place.database)) as opened, opened.write() as tx:
        tx.execute("UPDATE conversions SET basis = substr(basis, 1, instr(basis, ':')) || 'older'")
        if verdict is not None:
            standing = replace(reviews.get(tx, unit).standing, verdict=verdict)
            told = standing_json.to_json(standing)
            tx.execute("UPDATE reviews SET standing = ?, verdict = ? WHERE conversion = ?", told, verdict, unit)
    chain.daemon.start()


@pytest.fixture
def edited(chain):
    """Somebody wrote another text for a unit that means the same."""
    text = str(chain.review(UNIT).deck.spec).replace("value * 2", "(value * 2)")
    chain.say(UNIT, DecisionKind.EDIT, spec=text)
    return text


def test_a_text_by_a_person_is_proved_again_and_the_history_shows_it(chain, edited):
    before = chain.review(UNIT)
    upgrade(chain)
    chain.until(lambda: "newer rules" in chain.review(UNIT).history[0].sentence)
    after = chain.review(UNIT)
    assert after.history[0].sentence == "It was converted again by newer rules: proved as before."
    assert (after.deck, after.item.revision) == (before.deck, before.item.revision)
    assert any(event.type == "unit.renewed" for event in chain.client.events.page(0, 500).items)


def test_an_approved_text_whose_proof_does_not_hold_has_drifted_and_its_file_stays(chain):
    chain.say(UNIT, DecisionKind.EDIT, spec=str(chain.review(UNIT).deck.spec).replace("value * 2", "value * 3"))
    with chain.daemon.client_as(Role.ADMIN, "ben") as ben:
        ben.reviews.decide(chain.unit(UNIT), NewDecision(DecisionKind.APPROVE, note="seen"))
    chain.until_state(UNIT, "written")
    tree = chain.tree()
    upgrade(chain, verdict="proved")
    chain.until_state(UNIT, "drifted")
    after = chain.review(UNIT)
    assert (after.item.verdict, after.deck.spec, after.item.approvals) == ("unverified", after.approved, ())
    assert after.history[0].sentence == (
        "It was converted again by newer rules. The agreed text is unverified and no longer proved, so it has drifted."
    )
    assert chain.tree() == tree


def test_nothing_is_due_when_the_rules_are_the_same(chain, edited):
    before = len([event for event in chain.client.events.page(0, 500).items if event.type == "job.added"])
    chain.daemon.kill()
    chain.daemon.start()
    added = [event for event in chain.client.events.page(0, 500).items if event.type == "job.added"]
    assert len(added) == before
