"""The routines of a database that a routine calls, and those that they call: they may lack something too."""

from collections.abc import Iterable, Iterator

from engine.source.split_file import split
from engine.trial.routine.body_view import BodyView, body_view
from engine.trial.routine.routine_text import UntriableError, routine_text
from engine.trial.sandbox.server_connection import ServerConnection
from engine.trial.stubs.relation_uses import RelationUses

MOST_CALLED = 40
_DEFINITIONS = """
    SELECT p.proname, pg_catalog.pg_get_functiondef(p.oid) FROM pg_catalog.pg_proc p
      JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace JOIN pg_catalog.pg_language l ON l.oid = p.prolang
     WHERE p.proname = ANY (ARRAY[{}]) AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
       AND p.prokind IN ('f', 'p') AND l.lanname IN ('sql', 'plpgsql')
"""


def called_views(connection: ServerConnection, names: Iterable[str]) -> Iterator[BodyView]:
    """Return the bodies of the functions with some names, as the database has them."""
    literals = ", ".join("'" + name.replace("'", "''") + "'" for name in names)
    if not literals:
        return
    for _, text in connection.run(_DEFINITIONS.format(literals)).statements[0].rows:
        for unit in split(text or "").units:
            try:
                yield body_view(routine_text(unit))
            except UntriableError:
                continue


def new_names(uses: RelationUses, seen: set[str]) -> list[str]:
    """Return the called functions that were not looked at, up to a limit, and note them."""
    found = [name for name in uses.functions if name not in seen][: max(MOST_CALLED - len(seen), 0)]
    seen.update(found)
    return found
