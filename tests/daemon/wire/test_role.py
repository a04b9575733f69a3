"""Each role has the permissions of the role below it, and more; a worker is apart."""

from itertools import pairwise

from daemon.wire.role import Permission, Role, permissions_of_role, roles_with

PEOPLE = (Role.VIEWER, Role.REVIEWER, Role.DEVELOPER, Role.ADMIN, Role.OWNER)


def test_a_higher_role_may_do_more():
    assert all(permissions_of_role(lower) < permissions_of_role(higher) for lower, higher in pairwise(PEOPLE))


def test_the_owner_may_do_everything():
    assert permissions_of_role(Role.OWNER) == frozenset(Permission)


def test_a_worker_reaches_jobs_only():
    assert permissions_of_role(Role.WORKER) == {Permission.CONNECT, Permission.JOB_WORK}


def test_no_person_below_the_owner_can_pass_for_a_worker():
    assert roles_with(Permission.JOB_WORK) == (Role.WORKER, Role.OWNER)


def test_the_lowest_role_comes_first():
    assert roles_with(Permission.DECIDE)[0] is Role.REVIEWER
    assert roles_with(Permission.PROJECT_DELETE) == (Role.OWNER,)
