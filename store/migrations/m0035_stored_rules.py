"""The rules of a project on who answers a question, as the text of their file."""

STATEMENTS = (
    """
    CREATE TABLE stored_rules (
        project TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
        text TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)
