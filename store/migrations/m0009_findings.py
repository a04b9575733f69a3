"""Findings of each unit, what people accepted of them, and the assessment of each project with its trend."""

STATEMENTS = (
    # `start` and `stop` are characters of the unit. `severity` counts from 0, the most severe. `accepted` says what
    # accepts it: person, comment or file, and is empty for an open finding.
    """
    CREATE TABLE findings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
        conversion INTEGER REFERENCES conversions (id) ON DELETE CASCADE,
        unit TEXT NOT NULL,
        rule TEXT NOT NULL,
        name TEXT NOT NULL,
        family TEXT NOT NULL,
        category TEXT NOT NULL,
        severity INTEGER NOT NULL,
        cwe INTEGER,
        line INTEGER NOT NULL,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        message TEXT NOT NULL,
        hint TEXT NOT NULL,
        minutes INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,
        fix TEXT,
        accepted TEXT NOT NULL DEFAULT '',
        reason TEXT,
        until TEXT,
        since TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX findings_project ON findings (project, severity, rule, id)",
    "CREATE INDEX findings_conversion ON findings (conversion)",
    "CREATE INDEX findings_source ON findings (source)",
    "CREATE INDEX findings_fingerprint ON findings (project, fingerprint)",
    # A finding that a person accepted. `remark` is the hash of the reason, which is erased with its author.
    """
    CREATE TABLE finding_acceptances (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        fingerprint TEXT NOT NULL,
        remark TEXT NOT NULL,
        until TEXT NOT NULL DEFAULT '',
        actor TEXT NOT NULL,
        at TEXT NOT NULL,
        withdrawn INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX finding_acceptances_project ON finding_acceptances (project, withdrawn, fingerprint)",
    # What was measured of a file: valid as long as all that it depends on has this key.
    """
    CREATE TABLE assessed_files (
        source INTEGER PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
        key TEXT NOT NULL,
        units TEXT NOT NULL,
        found TEXT NOT NULL
    ) STRICT
    """,
    # The last assessment of each day; the figures of a day are a few numbers, the whole report is kept once.
    """
    CREATE TABLE assessments (
        project TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
        basis TEXT NOT NULL,
        report TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE assessment_days (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        day TEXT NOT NULL,
        figures TEXT NOT NULL,
        PRIMARY KEY (project, day)
    ) STRICT
    """,
)
