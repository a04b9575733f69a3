"""Which proposals use which patterns: what became of them counts for the patterns."""

STATEMENTS = (
    """
    CREATE TABLE pattern_uses (
        proposal INTEGER NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
        pattern TEXT NOT NULL,
        PRIMARY KEY (proposal, pattern)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX pattern_uses_pattern ON pattern_uses (pattern, proposal)",
)
