"""Planned writes of spec files: what was written is recorded, and a newer plan remains."""

import pytest

from store.codebase import projects
from store.files import spec_files
from store.files.spec_files import SpecFilePlace


@pytest.fixture
def tx(db):
    with db.write() as transaction:
        yield transaction


@pytest.fixture
def planned(tx):
    """A file with a plan."""
    project = projects.add(tx, "erp", ["/srv"], "act_1").id
    file = spec_files.get_or_add(tx, SpecFilePlace(project, "/srv", "specql/a.yaml", "a", entity=True))
    spec_files.plan_write(tx, file.id, "first", None, {}, alone=True)
    return spec_files.get(tx, file.id)


def test_a_plan_that_was_carried_out_is_done(tx, planned):
    spec_files.mark_written(tx, planned, "digest")
    known = spec_files.get(tx, planned.id)
    assert (known.written, known.intended, known.base) == ("digest", None, None)


def test_a_plan_that_was_made_meanwhile_remains(tx, planned):
    spec_files.plan_write(tx, planned.id, "second", None, {}, alone=True)
    spec_files.mark_written(tx, planned, "digest")
    known = spec_files.get(tx, planned.id)
    assert known.written == "digest"
    assert known.intended == spec_files.hash_text("second")
