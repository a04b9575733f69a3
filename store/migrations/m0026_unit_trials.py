"""Trials of units, with the two texts that were run. Texts are hashes, so that they can be erased."""

STATEMENTS = (
    """
    CREATE TABLE unit_trials (
        conversion INTEGER PRIMARY KEY REFERENCES conversions (id) ON DELETE CASCADE,
        sql TEXT NOT NULL,
        lowered TEXT,
        verdict TEXT NOT NULL,
        shown TEXT NOT NULL,
        evidence TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT
    """,
)
