"""What a model says a proposal changes; the text is a hash, so that it can be erased."""

STATEMENTS = (
    """
    CREATE TABLE proposal_summaries (
        proposal INTEGER PRIMARY KEY REFERENCES proposals (id) ON DELETE CASCADE,
        model TEXT NOT NULL,
        lines TEXT NOT NULL
    ) STRICT
    """,
)
