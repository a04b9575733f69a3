"""Cost: budgets by project, what each day has reserved and spent, and every call to a model that is paid for."""

STATEMENTS = (
    # Nanodollars a day; a project without a row has no budget, so it may spend nothing.
    """
    CREATE TABLE cost_budgets (
        project TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
        per_day INTEGER NOT NULL CHECK (per_day >= 0)
    ) STRICT
    """,
    # The sums of a day, kept with its calls, so that a reservation reads one row.
    """
    CREATE TABLE cost_days (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        day TEXT NOT NULL,
        reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
        spent INTEGER NOT NULL DEFAULT 0 CHECK (spent >= 0),
        PRIMARY KEY (project, day)
    ) STRICT
    """,
    # A call is reserved, then settled or released. `expires` is when a call that nobody settled counts as made.
    """
    CREATE TABLE cost_calls (
        id INTEGER PRIMARY KEY,
        project TEXT NOT NULL,
        day TEXT NOT NULL,
        task TEXT NOT NULL,
        model TEXT NOT NULL,
        job TEXT,
        state TEXT NOT NULL CHECK (state IN ('reserved', 'settled', 'released')),
        reserved INTEGER NOT NULL CHECK (reserved >= 0),
        cost INTEGER NOT NULL DEFAULT 0,
        usage TEXT,
        expires TEXT NOT NULL,
        at TEXT NOT NULL,
        FOREIGN KEY (project, day) REFERENCES cost_days (project, day) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX cost_calls_open ON cost_calls (expires) WHERE state = 'reserved'",
    "CREATE INDEX cost_calls_day ON cost_calls (project, day)",
)
