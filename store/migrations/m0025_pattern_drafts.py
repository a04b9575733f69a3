"""Patterns that people described, drafted by a model; texts are hashes, so that they can be erased."""

STATEMENTS = (
    """
    CREATE TABLE pattern_drafts (
        id TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        category TEXT NOT NULL,
        namespace TEXT NOT NULL,
        description TEXT NOT NULL,
        draft TEXT,
        created REAL NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX pattern_drafts_created ON pattern_drafts (created)",
    "CREATE INDEX pattern_drafts_project ON pattern_drafts (project)",
)
