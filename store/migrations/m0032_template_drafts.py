"""Templates of patterns for other languages, drafted by a model; `given` are values to fill the pattern in with."""

STATEMENTS = (
    """
    CREATE TABLE template_drafts (
        id TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        pattern TEXT NOT NULL,
        language TEXT NOT NULL,
        given TEXT NOT NULL,
        draft TEXT,
        created REAL NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX template_drafts_created ON template_drafts (created)",
    "CREATE INDEX template_drafts_project ON template_drafts (project)",
)
