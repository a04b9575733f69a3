"""A database in which a routine can run: that of its project, or a copy of it with stubs for what is missing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from engine.trial.routine.body_view import BodyView
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.schema.read_schema import read_schema
from engine.trial.session.trial_database import TrialDatabase
from engine.trial.stubs.stub import Stub
from engine.trial.stubs.stub_missing import stub_missing


@dataclass(frozen=True, slots=True)
class StubbedDatabase:
    """The database of one trial, and what was invented for it."""

    database: TrialDatabase
    stubs: tuple[Stub, ...] = ()


@contextmanager
def stubbed_database(
    sandbox: Sandbox, database: TrialDatabase, view: BodyView, search_path: Sequence[str] = ()
) -> Iterator[StubbedDatabase]:
    """Return a database for the trial of one routine; a copy is dropped afterwards."""
    copy = sandbox.create_database(template=database.loaded.database)
    try:
        found = stub_missing(sandbox, copy, view, _trigger_table(database, view), search_path)
        if not found.stubs:
            yield StubbedDatabase(database)
            return
        with sandbox.connect(copy) as connection:
            schema = read_schema(connection)
        loaded = replace(database.loaded, database=copy)
        yield StubbedDatabase(TrialDatabase(loaded, schema, database.statements), found.stubs)
    finally:
        sandbox.drop_database(copy)


def _trigger_table(database: TrialDatabase, view: BodyView) -> str:
    """Return the table of a trigger that calls the routine, as `schema.name`."""
    name = view.routine.path[-1]
    found = [each.table for each in database.schema.triggers if each.function.endswith(f'"{name}"')]
    return found[0].replace('"', "") if found else ""
