"""Trials are ordered where the policy allows them, a portion at a time, and withdrawn where it no longer does."""

import pytest

import store
from daemon.server.workers import order_trials
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

    def end_job(self, state):
        with self.db.write() as tx:
            tx.execute("UPDATE jobs SET state = ? WHERE kind = 'trial'", state)


@pytest.fixture
def project(tmp_path):
    opened = store.open(tmp_path / "specdeck.db", clock=lambda: 1_795_000_000.0)
    yield Project(opened)
    opened.close()


@pytest.fixture
def allowed(project):
    project.set_policy("trials = true")
    project.mark_all()
    return project


def test_nothing_is_due_in_a_project_without_trials(project):
    project.mark_all()
    project.order()
    assert project.jobs() == []


def test_the_next_portion_is_ordered_once_the_last_one_is_done(allowed):
    allowed.order()
    allowed.order()
    assert allowed.jobs() == [f"project:{allowed.id}"]
    allowed.end_job("done")
    allowed.order()
    assert len(allowed.jobs()) == 2


def test_a_portion_that_could_not_be_tried_waits_for_a_person(allowed):
    allowed.order()
    allowed.end_job("quarantined")
    allowed.order()
    assert len(allowed.jobs()) == 1


def test_trials_that_wait_are_withdrawn_once_the_policy_forbids_them(allowed):
    allowed.order()
    allowed.set_policy("")
    allowed.mark_all()
    allowed.order()
    assert (allowed.jobs("ready"), len(allowed.jobs("cancelled"))) == ([], 1)


def test_nothing_is_ordered_where_no_server_is_installed_until_the_daemon_starts_again(allowed):
    with allowed.db.write() as tx:
        trials_due.forget_generator(tx, allowed.id)
    allowed.order()
    assert allowed.jobs() == []
    order_trials.follow_policies(allowed.db)
    allowed.order()
    assert len(allowed.jobs()) == 1
