"""Which of several definitions of an object counts, and how many it replaces."""

STATEMENTS = (
    "ALTER TABLE reviews ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE reviews ADD COLUMN earlier INTEGER NOT NULL DEFAULT 0",
    "DROP INDEX reviews_listed",
    "CREATE INDEX reviews_listed ON reviews (project, gone, state, superseded, verdict, kind, lines, name)",
    # The order of a list that nobody sorted, as `store.inbox.sql` has it, with what it is filtered by.
    "DROP INDEX reviews_usual",
    """
    CREATE INDEX reviews_usual ON reviews (
        project,
        CASE state WHEN 'drifted' THEN 0 WHEN 'changes requested' THEN 1 WHEN 'flagged' THEN 2 WHEN 'in review' THEN 3
            WHEN 'converted' THEN 4 WHEN 'proposed' THEN 4 WHEN 'skipped' THEN 5 ELSE 6 END,
        CASE verdict WHEN 'refuted' THEN 0 WHEN 'unverified' THEN 1 WHEN 'proved-if' THEN 2 WHEN 'tested' THEN 3
            ELSE 4 END,
        risk = '[]',
        lines,
        name,
        conversion,
        kind,
        gone,
        state,
        superseded,
        verdict
    )
    """,
)
