"""What the inbox lists and counts by, in one index: neither reads the units themselves."""

STATEMENTS = (
    "ALTER TABLE reviews ADD COLUMN kind TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE reviews ADD COLUMN gone INTEGER NOT NULL DEFAULT 0",
    """
    UPDATE reviews SET kind = (SELECT kind FROM conversions WHERE id = reviews.conversion),
        gone = (SELECT gone FROM conversions WHERE id = reviews.conversion)
    """,
    """
    CREATE TRIGGER reviews_kind AFTER INSERT ON reviews BEGIN
        UPDATE reviews SET kind = (SELECT kind FROM conversions WHERE id = NEW.conversion)
            WHERE conversion = NEW.conversion;
    END
    """,
    """
    CREATE TRIGGER reviews_gone AFTER UPDATE OF gone ON conversions WHEN OLD.gone <> NEW.gone BEGIN
        UPDATE reviews SET gone = NEW.gone WHERE conversion = NEW.id;
    END
    """,
    "CREATE INDEX reviews_listed ON reviews (project, gone, state, verdict, kind, lines, name)",
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
        verdict
    )
    """,
)
