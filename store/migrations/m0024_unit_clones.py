"""What a unit shares with its copies, so that one decision can serve for all of them."""

STATEMENTS = (
    """
    CREATE TABLE unit_clones (
        conversion INTEGER PRIMARY KEY REFERENCES conversions (id) ON DELETE CASCADE,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        source INTEGER NOT NULL,
        key TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX unit_clones_key ON unit_clones (project, key, conversion)",
    "CREATE INDEX unit_clones_source ON unit_clones (source)",
)
