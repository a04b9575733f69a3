"""Learning over the API: decisions teach, a cycle scores what waits, each unit says why it takes its lane."""

from dataclasses import fields

import pytest

from daemon.client.client import Client
from daemon.client.errors import ForbiddenError
from daemon.wire.decision import NewDecision
from daemon.wire.learning import AnalystRecord, CalibrationPoint, CertificateInfo, LearningEventInfo, ServingModel
from daemon.wire.role import Role
from engine.triage.certificates.certificate import Certificate
from engine.triage.learning_cycle import CurvePoint, ModelReport
from engine.triage.logged_event import LoggedEvent
from engine.trust.analyst_report import AnalystReport

SQL = "".join(
    f"CREATE FUNCTION mill.f{n}(a integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN a + {n}; END $$;\n"
    for n in range(6)
)


@pytest.fixture
def owner(shared_daemon):
    with shared_daemon.client() as client:
        yield client


@pytest.fixture(scope="module")
def units(shared_daemon, tmp_path_factory):
    """The numbers of the units of a converted project."""
    folder = tmp_path_factory.mktemp("mill")
    (folder / "mill.sql").write_text(SQL)
    with shared_daemon.client() as client:
        client.projects.add("mill", [str(folder)])
        for event in client.events.follow(0):
            if event.type == "job.done" and not client.conversions.tally("mill").waiting:
                break
        return [each.id for each in client.conversions.list("mill")]


def learn(owner: Client) -> None:
    """Run a cycle and wait for its end."""
    job = owner.learning.start("mill").job
    for event in owner.events.follow(0):
        if event.type == "job.done" and event.subject == job:
            return


def test_before_the_first_decision_nothing_is_open(owner, units):
    learn(owner)
    status = owner.learning.status("mill")
    assert (status.decisions, status.is_auto_open, status.next_look) == (0, False, 300)
    assert status.forecast == "The auto lane opens after 300 reviews at the earliest; 300 are missing."


def test_decisions_teach_and_an_undo_takes_it_back(owner, units):
    owner.reviews.decide(units[0], NewDecision("approve"))
    act = owner.reviews.decide(units[1], NewDecision("reject", note="no", reason="wrong meaning"))
    learn(owner)
    taught = owner.learning.status("mill")
    owner.reviews.undo("mill", act.id)
    learn(owner)
    after = owner.learning.status("mill")
    assert (taught.decisions, after.decisions) == (2, 1)
    assert taught.digest != after.digest
    (lifter,) = taught.analysts
    assert (lifter.analyst, lifter.outcomes, lifter.approval_rate) == ("lifter", 2, 0.5)


def test_a_redo_after_an_undo_is_learned_again(owner, units):
    act = owner.reviews.decide(units[2], NewDecision("approve"))
    learn(owner)
    before = owner.learning.status("mill")
    owner.reviews.undo("mill", act.id)
    learn(owner)
    owner.reviews.redo("mill")
    learn(owner)
    assert owner.learning.status("mill").digest == before.digest


def test_a_unit_says_why_it_takes_its_lane(owner, units):
    learn(owner)
    found = owner.learning.explain(units[5])
    assert found.lane in {"spot", "review"}
    assert found.confidence is not None and found.reasons


def test_a_viewer_starts_no_cycle(shared_daemon, units):
    with shared_daemon.client_as(Role.VIEWER) as client, pytest.raises(ForbiddenError):
        client.learning.start("mill")


@pytest.mark.parametrize(
    ("wire", "engine"),
    [
        (AnalystRecord, AnalystReport),
        (CalibrationPoint, CurvePoint),
        (CertificateInfo, Certificate),
        (LearningEventInfo, LoggedEvent),
        (ServingModel, ModelReport),
    ],
)
def test_the_wire_has_the_fields_of_the_engine(wire, engine):
    assert [each.name for each in fields(wire)] == [each.name for each in fields(engine)]
