"""Table digests: what the rows of each table add up to, so that a change from outside is found."""

STATEMENTS = (
    # `seq` is the next event of the journal when the digest last changed: the first that may seal it.
    """
    CREATE TABLE table_digests (
        name TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        seq INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)
