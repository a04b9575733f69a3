"""What the watcher and the scan know: sources and the units found in them."""

STATEMENTS = (
    # `hash` is of the bytes on disk, `text` of the decoded text; a source that is gone keeps its row, both NULL.
    # `scanned` is the text whose units are recorded.
    """
    CREATE TABLE sources (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- the journal speaks of it: no number means two files
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        folder TEXT NOT NULL,
        path TEXT NOT NULL,
        kind TEXT NOT NULL,
        hash TEXT,
        text TEXT,
        encoding TEXT NOT NULL DEFAULT '',
        error TEXT,
        scanned TEXT,
        changed TEXT NOT NULL,
        revision INTEGER NOT NULL DEFAULT 1,
        UNIQUE (project, folder, path)
    ) STRICT
    """,
    """
    CREATE TABLE units (
        id INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        language TEXT NOT NULL,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        hash TEXT NOT NULL,
        error TEXT,
        UNIQUE (source, position)
    ) STRICT
    """,
    "CREATE INDEX units_name ON units (name, kind)",
)
