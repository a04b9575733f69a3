"""The project of a request, and the refusal of a caller without permission."""

import pytest

from daemon.server.errors import RoleError
from daemon.server.http import permissions
from daemon.server.http.caller import Caller
from daemon.wire.role import Permission, Role
from jobs.job_kind import job_kinds
from jobs.job_order import JobOrder
from jobs.ledger.enqueue import enqueue
from store.access import grants, members, people
from store.codebase import projects, sources
from tests.plugins.new_database import open_new_database

ADA = Caller("key:ada", "ada", Role.VIEWER)


@pytest.fixture
def tx(tmp_path):
    opened = open_new_database(tmp_path / "specdeck.db", clock=lambda: 1_795_000_000.0)
    with opened.write() as tx:
        yield tx
    opened.close()


@pytest.fixture
def project(tx):
    return projects.add(tx, "erp", ["/srv/erp"], "act_1").id


def test_a_project_is_found_by_its_name_its_id_and_what_is_in_it(tx, project):
    source = sources.record(tx, project, "/srv/erp", "a.sql", "sql", sources.Content("h", "SELECT 1")).id
    job = enqueue(tx, JobOrder(job_kinds()["noop"], project, "x"), 1.0).id
    for named in ({"project": "erp"}, {"project": project}, {"job": job}, {"subject": f"source:{source}"}):
        assert permissions.project_of_path(tx, named) == project


@pytest.mark.parametrize(
    "named",
    [
        {},
        {"project": "nothing"},
        {"conversion": "7"},
        {"conversion": "-1"},
        {"conversion": "٣"},
        {"conversion": "9" * 40},
        {"job": "job_1"},
        {"subject": "x"},
    ],
)
def test_something_that_does_not_exist_has_no_project(tx, project, named):
    assert permissions.project_of_path(tx, named) is None


def test_outside_of_projects_the_role_of_the_connection_counts(tx):
    permissions.check_permission(tx, ADA, Permission.VIEW, None)
    with pytest.raises(RoleError, match="ada has the role viewer, and this needs decide"):
        permissions.check_permission(tx, ADA, Permission.DECIDE, None)


def test_no_membership_gives_a_permission_on_the_daemon(tx, project):
    members.set_role(tx, project, people.get_or_add(tx, "key:ada", "ada").id, "owner", "act_1")
    with pytest.raises(RoleError, match=r"role viewer, and this needs daemon\.control"):
        permissions.check_permission(tx, ADA, Permission.DAEMON_CONTROL, project)


def test_a_refusal_names_an_ended_grant_that_included_the_permission(tx, project):
    person = people.get_or_add(tx, "key:ada", "ada").id
    members.set_role(tx, project, person, "viewer", "act_1")
    grants.give(tx, project, person, "decide", 60, "holidays", "act_1")
    permissions.check_permission(tx, ADA, Permission.COMMENT, project)
    tx.now += 61
    with pytest.raises(RoleError, match="Your grant for decide ended at 2026-11-18T"):
        permissions.check_permission(tx, ADA, Permission.COMMENT, project)
