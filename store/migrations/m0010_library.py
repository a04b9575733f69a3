"""The pattern library: what was added to the seeds or changed in them, and how patterns do."""

STATEMENTS = (
    # A seed has a row only once somebody changed it or its uses were counted. `evidence` says why a pattern was
    # suggested, as JSON.
    """
    CREATE TABLE library_patterns (
        id TEXT PRIMARY KEY,
        state TEXT NOT NULL,
        version INTEGER NOT NULL,
        accepted INTEGER NOT NULL DEFAULT 0,
        corrected INTEGER NOT NULL DEFAULT 0,
        rejected INTEGER NOT NULL DEFAULT 0,
        replaced_by TEXT,
        state_reason TEXT NOT NULL DEFAULT '',
        evidence TEXT NOT NULL DEFAULT '{}'
    ) STRICT, WITHOUT ROWID
    """,
    # Append-only. `body` is the pattern as JSON, `author` the id of a person.
    """
    CREATE TABLE library_versions (
        pattern TEXT NOT NULL REFERENCES library_patterns (id),
        number INTEGER NOT NULL,
        body TEXT NOT NULL,
        digest TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (pattern, number)
    ) STRICT, WITHOUT ROWID
    """,
)
