"""What search needs: the units that its index does not have yet, and questions with their answers."""

_CHANGED = """
    CREATE TRIGGER {name} AFTER {event} ON conversions {when}
    BEGIN
        DELETE FROM search_outbox WHERE conversion = NEW.id;
        INSERT INTO search_outbox (conversion, project) VALUES (NEW.id, NEW.project);
    END
"""

STATEMENTS = (
    # Where the index on disk is, and up to which position of the outbox it was reported to be complete.
    "CREATE TABLE search_lane (name TEXT PRIMARY KEY, id TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0) STRICT",
    "INSERT INTO search_lane (name, id) VALUES ('units', lower(hex(randomblob(8))))",
    # A unit is here at most once: the index wants its last state. No foreign key, so that a project is purged at once.
    """
    CREATE TABLE search_outbox (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        conversion INTEGER NOT NULL UNIQUE,
        project TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX search_outbox_project ON search_outbox (project, position)",
    _CHANGED.format(name="search_added", event="INSERT", when=""),
    _CHANGED.format(
        name="search_changed",
        event="UPDATE OF sql, spec, name, gone",
        when="WHEN OLD.sql <> NEW.sql OR OLD.spec IS NOT NEW.spec OR OLD.name <> NEW.name OR OLD.gone <> NEW.gone",
    ),
    # A purged project takes its units along: nobody asks for them.
    """
    CREATE TRIGGER search_removed AFTER DELETE ON conversions
    BEGIN
        DELETE FROM search_outbox WHERE conversion = OLD.id;
        INSERT INTO search_outbox (conversion, project)
            SELECT OLD.id, OLD.project WHERE EXISTS (SELECT 1 FROM projects WHERE id = OLD.project);
    END
    """,
    "INSERT INTO search_outbox (conversion, project) SELECT id, project FROM conversions WHERE NOT gone ORDER BY id",
    # Questions are answered by a worker; `answer` is JSON, NULL until then. Both are deleted after a while.
    """
    CREATE TABLE searches (
        id TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        request TEXT NOT NULL,
        answer TEXT,
        created REAL NOT NULL
    ) STRICT
    """,
    "CREATE INDEX searches_created ON searches (created)",
    "CREATE INDEX searches_project ON searches (project)",
)
