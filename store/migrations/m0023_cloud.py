"""Cloud models: what each project allows, what is still to be asked, and answers and counts that are kept."""

STATEMENTS = (
    # A project without a row sends nothing.
    """
    CREATE TABLE cloud_settings (
        project TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
        enabled INTEGER NOT NULL DEFAULT 0 CHECK (enabled IN (0, 1)),
        model TEXT NOT NULL,
        with_literals INTEGER NOT NULL DEFAULT 0 CHECK (with_literals IN (0, 1)),
        with_comments INTEGER NOT NULL DEFAULT 0 CHECK (with_comments IN (0, 1)),
        calls_per_minute INTEGER NOT NULL DEFAULT 30 CHECK (calls_per_minute > 0)
    ) STRICT
    """,
    # Files of which somebody asked for the cloud; a row is gone once its questions are known.
    """
    CREATE TABLE cloud_orders (
        source INTEGER PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE
    ) STRICT
    """,
    # Questions that no rule and no local model answered.
    """
    CREATE TABLE cloud_questions (
        conversion INTEGER NOT NULL REFERENCES conversions (id) ON DELETE CASCADE,
        task TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (conversion, task)
    ) STRICT, WITHOUT ROWID
    """,
    # The circuit breaker of a model; moments are seconds since 1970.
    """
    CREATE TABLE cloud_breakers (
        model TEXT PRIMARY KEY,
        failures INTEGER NOT NULL,
        pause REAL NOT NULL,
        open_until REAL NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    # Answers by the hash of their question; an answer that is known is never asked for again.
    """
    CREATE TABLE model_answers (
        question TEXT NOT NULL,
        model TEXT NOT NULL,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        task TEXT NOT NULL,
        answer TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (question, model)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX model_answers_project ON model_answers (project)",
    # Sums of answers by day. `baseline` is what the project's cloud model would have cost for the same questions.
    """
    CREATE TABLE answer_counts (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        day TEXT NOT NULL,
        task TEXT NOT NULL,
        model TEXT NOT NULL,
        found_by TEXT NOT NULL,
        answers INTEGER NOT NULL DEFAULT 0,
        failures INTEGER NOT NULL DEFAULT 0,
        input_tokens INTEGER NOT NULL DEFAULT 0,
        output_tokens INTEGER NOT NULL DEFAULT 0,
        cost INTEGER NOT NULL DEFAULT 0,
        baseline INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (project, day, task, model, found_by)
    ) STRICT, WITHOUT ROWID
    """,
    # The highest alert of a day that was reported, in percent.
    "ALTER TABLE cost_days ADD COLUMN alerted INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE cost_calls ADD COLUMN conversion INTEGER",
    "CREATE INDEX cost_calls_unit ON cost_calls (conversion) WHERE state = 'reserved'",
    "ALTER TABLE proposals ADD COLUMN model TEXT",
    "ALTER TABLE proposals ADD COLUMN cost INTEGER NOT NULL DEFAULT 0",
    # Analysts that a project switched off.
    """
    CREATE TABLE analyst_switches (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        analyst TEXT NOT NULL,
        PRIMARY KEY (project, analyst)
    ) STRICT, WITHOUT ROWID
    """,
)
