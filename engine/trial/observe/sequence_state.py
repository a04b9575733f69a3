"""The sequences of a database as they were before the runs: a rollback does not reset them."""

from dataclasses import dataclass

from engine.trial.sandbox.server_connection import ServerConnection

MOST_SEQUENCES = 40  # each costs a few microseconds a run
_QUERY = f"""
    SELECT format('%I.%I', n.nspname, c.relname), s.seqstart
      FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'specdeck_trial') AND n.nspname !~ '^pg_'
     ORDER BY 1 LIMIT {MOST_SEQUENCES}
"""


@dataclass(frozen=True, slots=True)
class SequenceState:
    """A sequence by its qualified name, and its first value."""

    name: str
    start: str

    @property
    def reset(self) -> str:
        """Return the call that sets it to its start."""
        literal = self.name.replace("'", "''")
        return f"pg_catalog.setval('{literal}', {self.start}, false)"


def read_sequences(connection: ServerConnection) -> tuple[SequenceState, ...]:
    """Return the sequences of a database, up to a limit."""
    result = connection.run(_QUERY).statements[0]
    return tuple(SequenceState(str(name), str(start)) for name, start in result.rows)
