"""Sources that the watcher saw, and units that the scan found."""

import pytest

from engine.fault import Fault
from store.codebase import projects, sources, units
from store.codebase.sources import Content
from store.codebase.units import UnitRow
from store.core import errors, journal, texts


@pytest.fixture
def project(db):
    with db.write() as tx:
        return projects.add(tx, "erp", ["/srv"], "act_1").id


def content(text):
    return Content(texts.hash_of(text), text, "utf-8")


def test_a_recorded_source_is_known_by_the_hash_of_its_bytes(db, project):
    with db.write() as tx:
        source = sources.record(tx, project, "/srv", "a.sql", "sql", content("SELECT 1"))
        assert sources.list_hashes(tx, project, "/srv") == {"a.sql": texts.hash_of("SELECT 1")}
        assert texts.get(tx, source.text) == "SELECT 1"


def test_a_source_that_cannot_be_read_keeps_its_fault(db, project):
    fault = Fault("source.nul", "The file holds a NUL byte.", "Save it as text.")
    with db.write() as tx:
        source = sources.record(tx, project, "/srv", "a.sql", "sql", Content("abc", fault=fault))
    assert (source.text, source.fault) == (None, fault)


def test_recording_again_makes_a_new_revision_and_another_event(db, project):
    with db.write() as tx:
        sources.record(tx, project, "/srv", "a.sql", "sql", content("SELECT 1"))
        assert sources.record(tx, project, "/srv", "a.sql", "sql", content("SELECT 2")).revision == 2
        assert [event.type for event in journal.list_after(tx, 1)] == ["source.added", "source.changed"]


def test_a_renamed_source_keeps_its_identity_and_its_units(db, project):
    with db.write() as tx:
        source = sources.record(tx, project, "/srv", "a.sql", "sql", content("SELECT 1"))
        units.replace(tx, source.id, source.text, [UnitRow("do", "do:1", "plpgsql", 0, 8, source.text)])
        moved = sources.rename(tx, project, "/srv", "a.sql", "b.sql")
        assert (moved.id, moved.path) == (source.id, "b.sql")
        assert len(units.list_of_source(tx, moved.id)) == 1


def test_a_source_that_is_gone_has_no_units_and_is_not_known(db, project):
    with db.write() as tx:
        source = sources.record(tx, project, "/srv", "a.sql", "sql", content("SELECT 1"))
        units.replace(tx, source.id, source.text, [UnitRow("do", "do:1", "plpgsql", 0, 8, source.text)])
        sources.mark_gone(tx, project, "/srv", "a.sql")
        assert sources.list_hashes(tx, project, "/srv") == {}
        assert units.list_of_source(tx, source.id) == []
        assert sources.page(tx, project) == []


def test_units_are_replaced_as_a_whole_and_keep_their_order(db, project):
    with db.write() as tx:
        source = sources.record(tx, project, "/srv", "a.sql", "sql", content("SELECT 1"))
        first = [UnitRow("table", name, "", 0, 1, "h") for name in ("b", "a", "b")]
        units.replace(tx, source.id, "h1", first)
        units.replace(tx, source.id, "h2", reversed(first[:2]))
        assert [unit.name for unit in units.list_of_source(tx, source.id)] == ["a", "b"]
        assert sources.get(tx, source.id).scanned == "h2"


def test_an_unknown_source_is_missing(db, project):
    with db.write() as tx, pytest.raises(errors.MissingError):
        sources.get_at(tx, project, "/srv", "none.sql")


def test_purging_a_project_removes_its_sources(db, project):
    with db.write() as tx:
        source = sources.record(tx, project, "/srv", "a.sql", "sql", content("SELECT 1"))
        projects.purge(tx, project, None, "act_1")
        with pytest.raises(errors.MissingError):
            sources.get(tx, source.id)


def test_the_number_of_a_removed_source_is_never_reused(db, project):
    with db.write() as tx:
        first = sources.record(tx, project, "/srv", "a.sql", "sql", content("SELECT 1"))
        projects.purge(tx, project, None, "act_1")
        other = projects.add(tx, "other", ["/srv"], "act_1").id
        second = sources.record(tx, other, "/srv", "a.sql", "sql", content("SELECT 1"))
    assert second.id != first.id
