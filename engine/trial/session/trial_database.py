"""A database with the schema of a project."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.schema.load_schema import LoadedSchema, load_schema
from engine.trial.schema.read_schema import read_schema
from engine.trial.schema.schema_statement import SchemaStatement
from engine.trial.schema.trial_schema import TrialSchema


@dataclass(frozen=True, slots=True)
class TrialDatabase:
    """What could be loaded, and its catalog."""

    loaded: LoadedSchema
    schema: TrialSchema
    statements: tuple[SchemaStatement, ...] = ()


def open_database(sandbox: Sandbox, statements: Sequence[SchemaStatement]) -> TrialDatabase:
    """Load the schema of a project once for all trials of its routines."""
    loaded = load_schema(sandbox, statements)
    with sandbox.connect(loaded.database) as connection:
        schema = read_schema(connection)
    return TrialDatabase(loaded, schema, tuple(statements))
