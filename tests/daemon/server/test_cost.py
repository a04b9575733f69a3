"""Costs over the API: what was spent, budgets, what a project allows of the cloud, and which analysts are on."""

import pytest

from daemon.client.errors import ClientError, ForbiddenError
from daemon.server.cost.cost_report import forecast
from daemon.server.routes.cost import check_model
from daemon.wire.cost import CloudChange
from daemon.wire.role import Role
from engine.review.refusal import Refusal
from store.cost.cloud_settings import CloudSettings

DOLLAR = 1_000_000_000


@pytest.fixture
def owner(shared_daemon):
    with shared_daemon.client() as client:
        yield client


@pytest.fixture
def project(owner, tmp_path):
    (tmp_path / "a.sql").write_text("SELECT 1;")
    added = owner.projects.add(tmp_path.name, [str(tmp_path)])
    yield added.name
    owner.projects.remove(added.id)


def test_a_project_begins_without_costs_budget_or_cloud(owner, project):
    report = owner.cost.report(project)
    assert (report.spent, report.saving, report.today.per_day, report.forecast) == (0, None, 0, (0, 0, 0))
    assert not owner.cost.cloud(project).enabled


def test_a_budget_is_set_and_journalled(owner, project):
    assert owner.cost.set_budget(project, 5 * DOLLAR).today.left == 5 * DOLLAR
    assert any(each.type == "cost.budget" for each in _events(owner))


def test_the_cloud_is_allowed_part_by_part(owner, project):
    owner.cost.change_cloud(project, CloudChange(enabled=True))
    found = owner.cost.change_cloud(project, CloudChange(calls_per_minute=3))
    assert (found.enabled, found.calls_per_minute, found.with_comments) == (True, 3, False)


def test_a_model_without_a_price_is_refused_with_those_that_have_one(owner, project):
    with pytest.raises(ClientError, match="gpt-9") as raised:
        owner.cost.change_cloud(project, CloudChange(model="gpt-9"))
    assert "claude-haiku-5-5" in raised.value.hint


def test_the_cloud_can_be_switched_off_though_its_model_has_no_price_any_more():
    check_model(CloudSettings(enabled=False, model="retired-1"), CloudChange(enabled=False))
    with pytest.raises(Refusal, match="retired-1"):
        check_model(CloudSettings(enabled=True, model="retired-1"), CloudChange(enabled=True))


def test_a_reviewer_may_look_and_not_change(shared_daemon, project):
    with shared_daemon.client_as(Role.REVIEWER, "rita") as client:
        client.cost.report(project)
        with pytest.raises(ForbiddenError):
            client.cost.set_budget(project, 1)


def test_the_cloud_is_not_asked_for_a_project_that_forbids_it(owner, project):
    with pytest.raises(ClientError) as raised:
        owner.analyses.order(project, ["/"], use_cloud=True)
    assert "specdeck cost cloud on" in raised.value.hint


def test_an_analyst_is_switched_off_for_one_project(owner, project):
    owner.analyses.switch(project, "namer", enabled=False)
    states = {each.id: each.enabled for each in owner.analyses.list(project)}
    assert (states["namer"], states["describer"]) == (False, True)


def test_an_analyst_that_is_needed_stays_on(owner, project):
    with pytest.raises(ClientError, match="cannot be switched off"):
        owner.analyses.switch(project, "lifter", enabled=False)


def test_a_forecast_of_steady_days_is_certain():
    assert forecast([DOLLAR] * 7) == (30 * DOLLAR,) * 3


def test_a_forecast_of_unsteady_days_has_an_interval():
    least, usual, most = forecast([0, DOLLAR])
    assert least < usual == 15 * DOLLAR < most


def _events(client):
    for event in client.events.follow(0):
        yield event
        if getattr(event, "seq", 0) >= client.status().tail:
            return
