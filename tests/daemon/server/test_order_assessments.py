"""Assessments are ordered where something changed, in every project."""

import itertools

import pytest

from daemon.server.workers import order_assessments as orders
from jobs.ledger import job_queries
from store.codebase import projects, sources
from store.codebase.sources import Content
from store.core import texts
from store.findings import assessments
from tests.plugins.new_database import open_new_database

SQL = "SELECT 1;\n"


@pytest.fixture
def opened(tmp_path):
    clock = itertools.count(1_795_000_000)
    opened = open_new_database(tmp_path / "specdeck.db", clock=lambda: float(next(clock)))
    yield opened
    opened.close()


def add(opened, folder, name="mill"):
    """A project with one file; return its id."""
    with opened.write() as tx:
        project = projects.add(tx, name, [str(folder)], "act_1").id
        sources.record(tx, project, str(folder), "a.sql", "sql", Content(texts.hash_of(SQL), SQL, "utf-8"))
    return project


def order(opened, project, basis):
    with opened.write() as tx:
        return orders.order_assessment(tx, project, basis, 0.0)


def test_a_state_that_comes_back_is_assessed_again(opened, tmp_path):
    project = add(opened, tmp_path)
    numbers = []
    for basis in ("without a file", "with a file", "without a file"):
        numbers.append(order(opened, project, basis))
        assert order(opened, project, basis) == numbers[-1]
        with opened.write() as tx:
            assessments.save(tx, project, basis, {}, {})
    assert len(set(numbers)) == 3


def test_projects_of_every_page_are_assessed(opened, tmp_path, monkeypatch):
    monkeypatch.setattr(projects, "PAGE", 1)
    known = [add(opened, tmp_path / name, name) for name in ("a", "b", "c")]
    orders.order_assessments(opened, 0.0)
    with opened.read() as view:
        assert [job_queries.count_open(view, project) for project in known] == [1, 1, 1]
