import json

import pytest

from jobs.job_effect import job_effects
from jobs.job_kind import job_kinds
from jobs.job_order import JobOrder
from jobs.ledger.claim import claim
from jobs.ledger.enqueue import enqueue
from tests.plugins.new_database import open_new_database


def run_job(tx, kind, subject):
    """Take a job from its inputs to its effects, as between the daemon and a worker; return its summary."""
    effect = job_effects()[kind]
    payload = json.loads(json.dumps(effect.inputs(tx, subject)))
    result = json.loads(json.dumps(effect.kind.run(payload)))
    applied = effect.apply(tx, subject, result)
    for order in applied.orders:
        enqueue(tx, order, 0.0)
    return applied.summary


@pytest.fixture
def db(tmp_path):
    opened = open_new_database(tmp_path / "specdeck.db", clock=lambda: 1_795_000_000.0)
    yield opened
    opened.close()


@pytest.fixture
def tx(db):
    with db.write() as transaction:
        yield transaction


@pytest.fixture
def order(tx):
    """Enqueue a job: `order("x")`, `order("x", kind="drill", project="p")`."""

    def give(subject="x", kind="noop", project="erp", now=0.0, **rest):
        return enqueue(tx, JobOrder(job_kinds()[kind], project, subject, **rest), now)

    return give


@pytest.fixture
def take(tx):
    """Claim jobs of the cpu queue at a moment."""

    def give(now=0.0, limit=1, worker="w1", queue="cpu"):
        return claim(tx, queue, worker, now, limit)

    return give
