"""A project's policy over the API: set by an admin, strictly read, and not over somebody else's."""

import pytest

from daemon.client.errors import InvalidError, RefusedError, StaleError
from daemon.wire.role import Role

TWO = '[[approvals]]\nrisk = "high"\nn = 2\n'


@pytest.fixture
def owner(shared_daemon):
    with shared_daemon.client() as client:
        yield client


@pytest.fixture
def project(owner, tmp_path):
    added = owner.projects.add(tmp_path.name, [str(tmp_path)])
    yield added.name
    owner.projects.remove(added.id)


def test_a_project_begins_without_a_text(owner, project):
    policy = owner.people.policy(project)
    assert (policy.text, policy.revision, policy.changed, policy.by) == ("", 0, None, None)


def test_a_policy_is_kept_as_it_was_given(owner, project):
    given = owner.people.set_policy(project, TWO, 0)
    assert (given.text, given.revision, given.by) == (TWO, 1, owner.hello().you.name)
    assert owner.people.policy(project) == given


def test_who_saw_another_policy_gets_the_one_there_is(owner, project):
    owner.people.set_policy(project, TWO)
    with pytest.raises(StaleError) as stale:
        owner.people.set_policy(project, "", 0)
    assert stale.value.problem.current["text"] == TWO


def test_a_policy_that_cannot_be_read_changes_nothing(owner, project):
    with pytest.raises(InvalidError) as refused:
        owner.people.set_policy(project, "aprovals = 1")
    assert refused.value.code == "review.policy"
    assert "Did you mean approvals?" in refused.value.hint
    assert owner.people.policy(project).revision == 0


def test_a_developer_sets_no_policy(shared_daemon, project):
    with shared_daemon.client_as(Role.DEVELOPER) as client, pytest.raises(RefusedError):
        client.people.set_policy(project, "")
