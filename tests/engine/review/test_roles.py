"""The roles of a project are those of the wire, without what is about the daemon as a whole."""

import pytest

from daemon.wire.role import DAEMON_PERMISSIONS, Role, permissions_of_role
from engine.review import roles


@pytest.mark.parametrize("role", roles.ROLES)
def test_a_role_may_do_in_a_project_what_the_wire_says(role):
    assert roles.role_permissions(role) == permissions_of_role(Role(role)) - DAEMON_PERMISSIONS


def test_every_role_but_the_workers_is_one_of_a_project():
    assert set(roles.ROLES) == set(Role) - {Role.WORKER}


@pytest.mark.parametrize("role", ["worker", "", "god"])
def test_who_is_no_person_may_do_nothing(role):
    assert roles.role_permissions(role) == frozenset()
