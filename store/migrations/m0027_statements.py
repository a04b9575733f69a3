"""Which statements without a name of their own are folded into one row of their file."""

_WAITING = "gone = 0 AND state = 'converted' AND verdict = 'proved'"

STATEMENTS = (
    "ALTER TABLE reviews ADD COLUMN statement_of INTEGER",
    "ALTER TABLE reviews ADD COLUMN folded INTEGER NOT NULL DEFAULT 0",
    """
    UPDATE reviews SET statement_of = (SELECT source FROM conversions c WHERE c.id = reviews.conversion)
        WHERE kind IN ('data', 'query', 'set', 'call', 'transaction', 'psql') AND NOT EXISTS
        (SELECT 1 FROM findings f WHERE f.conversion = reviews.conversion AND f.severity <= 1 AND f.accepted = '')
    """,
    f"""
    CREATE INDEX reviews_statements ON reviews (statement_of, folded, conversion)
        WHERE statement_of IS NOT NULL AND {_WAITING}
    """,
    "CREATE INDEX reviews_statement_of ON reviews (statement_of) WHERE statement_of IS NOT NULL",
    f"""
    UPDATE reviews SET folded = 1 WHERE statement_of IS NOT NULL AND {_WAITING} AND conversion <>
        (SELECT min(o.conversion) FROM reviews o WHERE o.statement_of = reviews.statement_of
        AND o.gone = 0 AND o.state = 'converted' AND o.verdict = 'proved')
    """,
    "DROP INDEX reviews_listed",
    "CREATE INDEX reviews_listed ON reviews (project, gone, state, superseded, folded, verdict, kind, lines, name)",
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
        verdict,
        folded
    )
    """,
)
