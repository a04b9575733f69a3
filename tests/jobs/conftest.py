import pytest

import store
from jobs.kinds.registry import job_kinds
from jobs.ledger.claim import claim
from jobs.ledger.enqueue import JobOrder, enqueue


@pytest.fixture
def db(tmp_path):
    opened = store.open(tmp_path / "specdeck.db", clock=lambda: 1_795_000_000.0)
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
    """Claim jobs of the cpu lane at a moment."""

    def give(now=0.0, limit=1, worker="w1", lane="cpu"):
        return claim(tx, lane, worker, now, limit)

    return give
