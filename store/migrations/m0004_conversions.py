"""The record of each unit, and what is known about each spec file of a project."""

STATEMENTS = (
    # Texts are named by hash. `basis` is what the conversion was computed from: text, rules of the engine, facts.
    # `occurrence` numbers the definitions of one name in one file.
    """
    CREATE TABLE conversions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        occurrence INTEGER NOT NULL,
        language TEXT NOT NULL,
        sql TEXT NOT NULL,
        basis TEXT NOT NULL,
        spec TEXT,
        lowered TEXT,
        entity TEXT,
        verdict TEXT NOT NULL,
        evidence TEXT,
        links TEXT,
        counts TEXT NOT NULL,
        error TEXT,
        drift INTEGER NOT NULL DEFAULT 0,
        revision INTEGER NOT NULL DEFAULT 1,
        changed TEXT NOT NULL,
        UNIQUE (source, kind, name, occurrence)
    ) STRICT
    """,
    "CREATE INDEX conversions_project ON conversions (project, name)",
    # A unit that a spec file holds, compared with the SQL of that name: `sql` is the text it was compared with.
    """
    CREATE TABLE specs (
        source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        basis TEXT NOT NULL,
        sql TEXT,
        verdict TEXT NOT NULL,
        evidence TEXT,
        error TEXT,
        changed TEXT NOT NULL,
        PRIMARY KEY (source, kind, name)
    ) STRICT
    """,
    "CREATE INDEX specs_name ON specs (name)",
)
