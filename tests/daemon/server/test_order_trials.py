"""Trials are ordered where the policy allows them, a portion at a time, and withdrawn where it no longer does."""

import pytest

import store
from daemon.server.workers import order_trials
from engine.trial.verdict.trial_evidence import GENERATOR_VERSION
from jobs.ledger import job_queries
from jobs.ledger.job_queries import JobFilter
from store.codebase import projects, sources, trials_due
from store.codebase.sources import Content
from store.core import texts
from store.review import policies


class Project:
    """A project with some files that are due."""

    def __init__(self, db):
        self.db = db
        with db.write() as tx:
            self.id = projects.add(tx, "shop", ["/srv"], "act_1").id
            self.sources = [self._record(tx, number) for number in range(3)]

    def _record(self, tx, number):
        content = Content(texts.hash_of(str(number)), str(number), "utf-8")
        return sources.record(tx, self.id, "/srv", f"{number}.sql", "sql", content).id

    def set_policy(self, text):
        with self.db.write() as tx:
            policies.set_text(tx, self.id, text, None, "act_1")
            order_trials.follow_policy(tx, self.id)

    def mark_all(self):
        with self.db.write() as tx:
            for source in self.sources:
                trials_due.mark(tx, source, self.id)

    def order(self):
        order_trials.order_trials(self.db, 0.0)

    def jobs(self, state=""):
        with self.db.read() as view:
            return [job.subject for job in job_queries.page(view, JobFilter(state, "trial"))]


@pytest.fixture
def project(tmp_path):
    opened = store.open(tmp_path / "specdeck.db", clock=lambda: 1_795_000_000.0)
    yield Project(opened)
    opened.close()


def test_nothing_is_due_in_a_project_without_trials(project):
    project.mark_all()
    project.order()
    assert project.jobs() == []


def test_the_next_portion_waits_until_the_queue_has_room(project, monkeypatch):
    monkeypatch.setattr(order_trials, "PORTION", 2)
    project.set_policy("trials = true")
    project.mark_all()
    project.order()
    project.order()
    assert project.jobs() == [f"source:{each}" for each in reversed(project.sources[:2])]


def test_trials_that_wait_are_withdrawn_once_the_policy_forbids_them(project):
    project.set_policy("trials = true")
    project.mark_all()
    project.order()
    project.set_policy("")
    assert (project.jobs("ready"), len(project.jobs("cancelled"))) == ([], 3)
    project.mark_all()
    project.order()
    assert project.jobs("ready") == []


def test_a_new_generator_makes_everything_due_when_the_daemon_starts(project):
    project.set_policy("trials = true")
    with project.db.write() as tx:
        trials_due.forget_generator(tx, project.id)
    order_trials.follow_policies(project.db)
    with project.db.read() as view:
        assert trials_due.list_allowed(view) == {project.id: GENERATOR_VERSION}
