"""Members of a project: who may change whom, and how that applies on every route."""

import os

import pytest

from daemon.client.errors import ForbiddenError, InvalidError, NotFoundError, ProblemError, StaleError
from daemon.wire.job import NewJob
from daemon.wire.member import NewGrant, NewMember
from daemon.wire.project import ProjectChange
from daemon.wire.role import Permission, Role

ME = f"os:{os.getuid()}"


@pytest.fixture
def owner(shared_daemon):
    with shared_daemon.client() as client:
        yield client


@pytest.fixture
def project(owner, tmp_path):
    """A project of this test alone."""
    added = owner.projects.add(tmp_path.name, [str(tmp_path)])
    yield added.name
    owner.projects.remove(added.id)


@pytest.fixture
def speak(shared_daemon):
    """A client for a pinned key of this name and role."""
    opened = []

    def speak(name, role):
        opened.append(shared_daemon.client_as(role, name))
        return opened[-1]

    yield speak
    for client in opened:
        client.close()


def test_the_user_who_runs_the_daemon_is_a_member_from_the_start(owner, project):
    (member,) = owner.people.list(project).items
    assert (member.account, member.role, member.you) == (ME, Role.OWNER, True)


def test_members_are_listed_by_name_and_see_themselves(owner, project, speak):
    owner.people.set(project, NewMember("key:zoe", Role.VIEWER))
    owner.people.set(project, NewMember("key:Amy", Role.ADMIN))
    found = speak("zoe", Role.VIEWER).people.list(project).items
    assert [member.name for member in found if member.account != ME] == ["Amy", "zoe"]
    assert [member.name for member in found if member.you] == ["zoe"]


def test_a_member_is_lowered_in_one_project_only(owner, project, speak):
    owner.people.set(project, NewMember("key:ada", Role.VIEWER))
    ada = speak("ada", Role.ADMIN)
    with pytest.raises(ForbiddenError) as refused:
        ada.projects.change(project, ProjectChange(ignore=("x",)))
    assert "role viewer in this project" in refused.value.sentence
    assert ada.projects.add(f"{project}-other", ["/nowhere"]).name.endswith("other")
    owner.projects.remove(f"{project}-other")


def test_a_member_is_raised_in_one_project_only(owner, project, speak):
    owner.people.set(project, NewMember("key:ada", Role.ADMIN))
    ada = speak("ada", Role.VIEWER)
    assert ada.projects.change(project, ProjectChange(ignore=("x",))).ignore == ("x",)
    for refused in (lambda: ada.projects.add("another", ["/nowhere"]), ada.drain, lambda: ada.projects.remove(project)):
        with pytest.raises(ForbiddenError):
            refused()


def test_a_removed_member_has_the_role_of_their_key_again(owner, project, speak):
    owner.people.set(project, NewMember("key:ada", Role.ADMIN))
    owner.people.remove(project, "key:ada")
    with pytest.raises(ForbiddenError) as refused:
        speak("ada", Role.VIEWER).people.set(project, NewMember("key:bob", Role.VIEWER))
    assert "role viewer in this project" in refused.value.sentence
    with pytest.raises(NotFoundError):
        owner.people.remove(project, "key:ada")


def test_a_workers_key_is_refused_even_under_a_members_name(owner, project, speak):
    owner.people.set(project, NewMember("key:ada", Role.OWNER))
    worker = speak("ada", Role.WORKER)
    for ask in (lambda: worker.projects.get(project), lambda: worker.projects.remove(project)):
        with pytest.raises(ForbiddenError) as refused:
            ask()
        assert "role worker" in refused.value.sentence


def test_jobs_of_a_project_are_ordered_by_those_who_may_run_them_there(owner, project, speak):
    owner.people.set(project, NewMember("key:ada", Role.VIEWER))
    ada = speak("ada", Role.DEVELOPER)
    with pytest.raises(ForbiddenError):
        ada.jobs.order(NewJob("noop", "x", project))
    with pytest.raises(ForbiddenError):
        ada.jobs.pause(f"project:{owner.projects.get(project).id}")
    ordered = owner.jobs.order(NewJob("noop", "x", project))
    with pytest.raises(ForbiddenError):
        ada.jobs.cancel(ordered.id)


def test_an_admin_makes_admins_and_no_owners(owner, project, speak):
    ada = speak("ada", Role.ADMIN)
    ada.people.set(project, NewMember("key:bob", Role.ADMIN))
    with pytest.raises(ProblemError) as refused:
        ada.people.set(project, NewMember("key:bob", Role.OWNER))
    assert (refused.value.code, refused.value.problem.status) == ("review.rank", 403)
    owner.people.set(project, NewMember("key:bob", Role.OWNER))
    for change in (
        lambda: ada.people.set(project, NewMember("key:bob", Role.VIEWER)),
        lambda: ada.people.remove(project, "key:bob"),
    ):
        with pytest.raises(ForbiddenError, match="that you lack"):
            change()


def test_nobody_raises_their_own_role(owner, project, speak):
    owner.people.set(project, NewMember("key:ada", Role.REVIEWER))
    owner.people.grant(project, "key:ada", NewGrant(Permission.MEMBER_EDIT, 60, "while I am away"))
    ada = speak("ada", Role.ADMIN)
    for change in (
        lambda: ada.people.set(project, NewMember("key:ada", Role.DEVELOPER)),
        lambda: ada.people.remove(project, "key:ada"),
        lambda: ada.people.grant(project, "key:ada", NewGrant(Permission.DECIDE, 60, "please")),
    ):
        with pytest.raises(ForbiddenError, match=r"You cannot"):
            change()
    assert ada.people.set(project, NewMember("key:ada", Role.VIEWER)).items


@pytest.mark.parametrize("change", ["set", "remove", "grant"])
def test_the_owner_of_the_daemon_cannot_be_removed(speak, owner, project, change):
    asked = {
        "set": lambda client: client.people.set(project, NewMember(ME, Role.VIEWER)),
        "remove": lambda client: client.people.remove(project, ME),
        "grant": lambda client: client.people.grant(project, ME, NewGrant(Permission.DECIDE, 60, "x")),
    }[change]
    for client in (owner, speak("ada", Role.OWNER)):
        with pytest.raises(ForbiddenError, match="owns every project"):
            asked(client)


def test_a_grant_counts_until_it_is_revoked_and_the_refusal_names_its_end(owner, project, speak):
    owner.people.set(project, NewMember("key:ada", Role.VIEWER))
    ada = speak("ada", Role.VIEWER)
    given = owner.people.grant(project, "key:ada", NewGrant(Permission.PROJECT_EDIT, 3600, "move the folders"))
    (grant,) = next(member.grants for member in given.items if member.account == "key:ada")
    assert (grant.permission, grant.reason) == (Permission.PROJECT_EDIT, "move the folders")
    ada.projects.change(project, ProjectChange(ignore=("x",)))
    owner.people.revoke(project, "key:ada", Permission.PROJECT_EDIT)
    with pytest.raises(ForbiddenError) as refused:
        ada.projects.change(project, ProjectChange(ignore=("y",)))
    assert "Your grant for project.edit ended at 20" in refused.value.sentence
    assert "grant" in refused.value.hint


def test_a_grant_cannot_be_made_permanent(owner, project, speak):
    for name in ("ada", "bob"):
        owner.people.set(project, NewMember(f"key:{name}", Role.REVIEWER))
    for permission in (Permission.MEMBER_EDIT, Permission.EDIT, Permission.JOB_RUN):
        owner.people.grant(project, "key:ada", NewGrant(permission, 3600, "while I am away"))
    ada = speak("ada", Role.VIEWER)
    with pytest.raises(ForbiddenError, match="lent to you until"):
        ada.people.grant(project, "key:bob", NewGrant(Permission.MEMBER_EDIT, 7200, "for later"))
    ada.people.grant(project, "key:bob", NewGrant(Permission.MEMBER_EDIT, 1800, "I am out"))
    with pytest.raises(ForbiddenError, match="lent to you until"):
        speak("bob", Role.VIEWER).people.grant(project, "key:ada", NewGrant(Permission.MEMBER_EDIT, 3600, "thanks"))
    with pytest.raises(ForbiddenError, match=r"edit, job\.run"):
        ada.people.set(project, NewMember("key:bob", Role.DEVELOPER))


def test_a_grant_is_for_members(owner, project):
    with pytest.raises(NotFoundError):
        owner.people.grant(project, "key:stranger", NewGrant(Permission.DECIDE, 60, "x"))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "key:ada", {"account": "key:bob", "role": "viewer"}),
        ("PUT", "ada", {"account": "ada", "role": "viewer"}),
        ("PUT", "os:01", {"account": "os:01", "role": "viewer"}),
        ("PUT", "key:ada", {"account": "key:ada", "role": "worker"}),
        ("POST", "key:ada/grants", {"permission": "decide", "seconds": 60, "reason": " "}),
        ("POST", "key:ada/grants", {"permission": "decide", "seconds": 1e9, "reason": "x"}),
        ("POST", "key:ada/grants", {"permission": "daemon.control", "seconds": 60, "reason": "x"}),
    ],
)
def test_invalid_requests_are_refused(owner, project, method, path, body):
    with pytest.raises(InvalidError):
        owner._exchange.send(method, f"/v1/projects/{project}/members/{path}", body)


def test_an_unknown_user_id_may_be_a_member(owner, project):
    found = owner.people.set(project, NewMember("os:4294967295", Role.VIEWER)).items
    assert "4294967295" in [member.name for member in found]


@pytest.mark.parametrize(
    "change",
    [
        lambda people, project, seen: people.set(project, NewMember("key:ada", Role.ADMIN), seen),
        lambda people, project, seen: people.remove(project, "key:ada", seen),
        lambda people, project, seen: people.grant(project, "key:ada", NewGrant(Permission.WAIVE, 60, "now"), seen),
        lambda people, project, seen: people.revoke(project, "key:ada", Permission.WAIVE, seen),
    ],
)
def test_a_member_changed_by_another_admin_is_not_overwritten(owner, project, change):
    def ada(members):
        return next(each for each in members.items if each.account == "key:ada")

    seen = ada(owner.people.set(project, NewMember("key:ada", Role.VIEWER)))
    owner.people.set(project, NewMember("key:ada", Role.REVIEWER), seen.revision)
    with pytest.raises(StaleError) as told:
        change(owner.people, project, seen.revision)
    assert told.value.sentence == "The member key:ada was changed since you looked."
    theirs = [each["role"] for each in told.value.problem.current["items"] if each["account"] == "key:ada"]
    assert (theirs, ada(owner.people.list(project)).role) == (["reviewer"], Role.REVIEWER)


def test_a_grant_makes_another_revision_of_a_member(owner, project):
    (before, *_) = owner.people.set(project, NewMember("key:ada", Role.REVIEWER)).items
    (after, *_) = owner.people.grant(project, "key:ada", NewGrant(Permission.WAIVE, 600, "tonight")).items
    assert (before.account, after.account, before.revision == after.revision) == ("key:ada", "key:ada", False)


def test_a_member_is_not_added_twice(owner, project):
    owner.people.set(project, NewMember("key:ada", Role.VIEWER), 0)
    with pytest.raises(StaleError, match="was added"):
        owner.people.set(project, NewMember("key:ada", Role.OWNER), 0)
