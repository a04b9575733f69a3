"""The living record of each unit, and what was recorded about a written spec."""

STATEMENTS = (
    # `basis` is what the conversion was computed from: text, rules of the engine, catalog facts used.
    """
    CREATE TABLE conversions (
        id INTEGER PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        sql TEXT NOT NULL,
        basis TEXT NOT NULL,
        spec TEXT,
        lowered TEXT,
        verdict TEXT NOT NULL,
        evidence TEXT NOT NULL,
        counts TEXT NOT NULL,
        links TEXT NOT NULL,
        error TEXT,
        drift INTEGER NOT NULL DEFAULT 0,
        revision INTEGER NOT NULL DEFAULT 1,
        changed TEXT NOT NULL,
        UNIQUE (source, kind, name)
    ) STRICT
    """,
    "CREATE INDEX conversions_project ON conversions (project, name)",
    """
    CREATE TABLE spec_readings (
        source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
        hash TEXT NOT NULL,
        name TEXT NOT NULL,
        verdict TEXT NOT NULL,
        evidence TEXT NOT NULL,
        error TEXT,
        changed TEXT NOT NULL,
        PRIMARY KEY (source, name)
    ) STRICT
    """,
)
