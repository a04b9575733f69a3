"""The patterns that units carry out."""

STATEMENTS = (
    # `spans` are characters of the unit's SQL, as JSON.
    """
    CREATE TABLE unit_patterns (
        conversion INTEGER NOT NULL REFERENCES conversions (id) ON DELETE CASCADE,
        pattern TEXT NOT NULL,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        source INTEGER NOT NULL,
        strength REAL NOT NULL,
        spans TEXT NOT NULL,
        parameters TEXT NOT NULL,
        PRIMARY KEY (conversion, pattern)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX unit_patterns_project ON unit_patterns (project, pattern, conversion)",
    "CREATE INDEX unit_patterns_source ON unit_patterns (source)",
    # What the last detection in a source was made from: its text and the detectors.
    """
    CREATE TABLE detected_sources (
        source INTEGER PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
        basis TEXT NOT NULL
    ) STRICT
    """,
)
