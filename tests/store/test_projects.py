"""Projects change by revision, and every change is an event."""

import pytest

from store.codebase import projects
from store.core import errors, journal


@pytest.fixture
def project(db):
    with db.write() as tx:
        return projects.add(tx, "erp", ["/srv/erp"], "act_1")


def test_a_project_is_found_by_name_and_by_id(db, project):
    with db.read() as view:
        assert projects.get(view, "erp") == projects.get(view, project.id) == project


def test_two_projects_cannot_share_a_name(db, project):
    with db.write() as tx, pytest.raises(errors.DuplicateError, match="already a project named erp"):
        projects.add(tx, "erp", [], "act_1")


def test_each_change_makes_a_new_revision(db, project):
    with db.write() as tx:
        assert projects.set_folders(tx, "erp", ["/a", "/b"], project.revision, "act_1").revision == 2
        assert projects.rename(tx, "erp", "shop", 2, "act_1").revision == 3


def test_changing_an_outdated_project_is_a_conflict(db, project):
    with db.write() as tx:
        projects.set_folders(tx, "erp", ["/a"], 1, "act_1")
        with pytest.raises(errors.ConflictError) as refused:
            projects.set_folders(tx, "erp", ["/b"], 1, "act_1")
    assert refused.value.revision == 2


def test_the_revision_need_not_be_checked(db, project):
    with db.write() as tx:
        projects.set_folders(tx, "erp", ["/a"], 1, "act_1")
        assert projects.set_folders(tx, "erp", ["/b"], None, "act_1").folders == ("/b",)


def test_a_removed_project_is_gone_and_its_events_stay(db, project):
    with db.write() as tx:
        projects.remove(tx, "erp", 1, "act_1")
        with pytest.raises(errors.MissingError, match="no project erp"):
            projects.get(tx, "erp")
        assert [event.type for event in journal.list_after(tx, 0)] == ["project.added", "project.removed"]


def test_a_removed_project_gives_its_name_up(db, project):
    with db.write() as tx:
        projects.remove(tx, "erp", 1, "act_1")
        assert projects.add(tx, "erp", ["/elsewhere"], "act_1").id != project.id


def test_a_folder_of_a_removed_project_brings_it_back_under_a_new_name(db, project):
    with db.write() as tx:
        projects.remove(tx, "erp", 1, "act_1")
        found = projects.add(tx, "shop", [*project.folders, "/more"], "act_1")
        assert (found.id, found.name, found.folders) == (project.id, "shop", (*project.folders, "/more"))
        assert journal.list_after(tx, 0)[-1].type == "project.restored"


def test_a_project_that_was_not_removed_cannot_be_restored(db, project):
    with db.write() as tx, pytest.raises(errors.MissingError):
        projects.restore(tx, "erp", "act_1")


def test_projects_are_paged_by_name(db):
    with db.write() as tx:
        for name in ("c", "a", "b"):
            projects.add(tx, name, [], "act_1")
        assert [project.name for project in projects.page(tx, limit=2)] == ["a", "b"]
        assert [project.name for project in projects.page(tx, after="b")] == ["c"]
