"""What analysts say of units, with the SQL that it is about. Texts are hashes, so that they can be erased."""

STATEMENTS = (
    """
    CREATE TABLE analyst_remarks (
        id INTEGER PRIMARY KEY,
        conversion INTEGER NOT NULL REFERENCES conversions (id) ON DELETE CASCADE,
        sql TEXT NOT NULL,
        analyst TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        first_line INTEGER,
        last_line INTEGER,
        at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX analyst_remarks_unit ON analyst_remarks (conversion)",
)
