"""The policy of a project over the API: set by an admin, strictly parsed, never overwritten by accident."""

import pytest

from daemon.client.errors import ForbiddenError, InvalidError, NotFoundError, StaleError
from daemon.wire.member import NewMember
from daemon.wire.role import Role

TWO = '[[approvals]]\nrisk = "high"\nn = 2\n'
SQL = """
CREATE FUNCTION bank.refund(n integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN n; END $$;
CREATE FUNCTION bank.half(n integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN n / 2; END $$;
"""


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


def test_a_policy_is_stored_unchanged(owner, project):
    given = owner.people.set_policy(project, TWO, 0)
    assert (given.text, given.revision, given.by) == (TWO, 1, owner.hello().you.name)
    assert owner.people.policy(project) == given


def test_a_stale_change_of_the_policy_gets_the_current_one(owner, project):
    owner.people.set_policy(project, TWO)
    with pytest.raises(StaleError) as stale:
        owner.people.set_policy(project, "", 0)
    assert stale.value.problem.current["text"] == TWO


def test_an_invalid_policy_changes_nothing(owner, project):
    with pytest.raises(InvalidError) as refused:
        owner.people.set_policy(project, "aprovals = 1")
    assert refused.value.code == "review.policy"
    assert "Did you mean approvals?" in refused.value.hint
    assert owner.people.policy(project).revision == 0


def test_a_developer_cannot_set_the_policy(shared_daemon, project):
    with shared_daemon.client_as(Role.DEVELOPER) as client, pytest.raises(ForbiddenError):
        client.people.set_policy(project, "")


@pytest.fixture(scope="module")
def units(shared_daemon, tmp_path_factory):
    """A project whose units are converted: name → number."""
    folder = tmp_path_factory.mktemp("bank")
    (folder / "bank.sql").write_text(SQL)
    with shared_daemon.client() as client:
        client.projects.add("bank", [str(folder)])
        for event in client.events.follow(0):
            if event.type == "job.done" and not client.conversions.tally("bank").waiting:
                break
        return {each.name.partition("(")[0]: each.id for each in client.conversions.list("bank")}


def test_the_policy_of_a_unit_is_explained(owner, units):
    owner.people.set("bank", NewMember("key:zoe", Role.REVIEWER))
    owner.people.set_policy("bank", TWO + '[[ask]]\nrisk = "high"\npeople = ["key:zoe"]\nn = 1\n')
    explained = owner.people.explain(units["bank.refund"])
    assert (explained.risk, explained.needed, explained.missing) == (("refund",), 2, ("2 approvals",))
    told = " ".join(explained.sentences)
    for part in ("refund in its name", "proved, so no waiver", "turn of zoe", "no quota"):
        assert part in told


def test_new_risk_words_apply_to_existing_units(owner, units):
    assert owner.people.explain(units["bank.half"]).risk == ()
    owner.people.set_policy("bank", 'risk_words = ["half"]\nquota = 5')
    explained = owner.people.explain(units["bank.half"])
    assert explained.risk == ("half",)
    assert "the quota is 5 a day, so 5 are left" in explained.sentences[-1]


def test_a_missing_unit_is_reported(owner):
    with pytest.raises(NotFoundError):
        owner.people.explain(99_999)
