"""What projects give their analysts along with a unit, where that is not the usual."""

STATEMENTS = (
    """
    CREATE TABLE analyst_retrieval (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        analyst TEXT NOT NULL,
        top INTEGER NOT NULL,
        categories TEXT NOT NULL,
        PRIMARY KEY (project, analyst)
    ) STRICT, WITHOUT ROWID
    """,
)
