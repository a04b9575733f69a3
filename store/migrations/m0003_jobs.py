"""The ledger: jobs, turns, breakers, pauses, and when each chore was last done."""

STATEMENTS = (
    # `token` grows with every claim: only the newest holder may finish (fencing).
    """
    CREATE TABLE jobs (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        lane TEXT NOT NULL,
        project TEXT NOT NULL,
        subject TEXT NOT NULL,
        priority INTEGER NOT NULL,
        key TEXT,
        parent TEXT,
        state TEXT NOT NULL,
        token INTEGER NOT NULL DEFAULT 0,
        attempts INTEGER NOT NULL DEFAULT 0,
        failures INTEGER NOT NULL DEFAULT 0,
        lost INTEGER NOT NULL DEFAULT 0,
        ready_at REAL NOT NULL,
        worker TEXT,
        lease_until REAL,
        error TEXT,
        result TEXT,
        created TEXT NOT NULL,
        finished TEXT
    ) STRICT
    """,
    "CREATE UNIQUE INDEX jobs_key ON jobs (key) WHERE key IS NOT NULL",
    "CREATE INDEX jobs_ready ON jobs (lane, priority, project, number, ready_at, kind) WHERE state = 'ready'",
    "CREATE INDEX jobs_running ON jobs (lease_until) WHERE state = 'running'",
    "CREATE INDEX jobs_state ON jobs (state, number)",
    "CREATE INDEX jobs_parent ON jobs (parent) WHERE parent IS NOT NULL",
    "CREATE INDEX jobs_subject ON jobs (subject, number)",
    # When a project was last given a job of a lane: the one that waited longest is next.
    """
    CREATE TABLE turns (
        lane TEXT NOT NULL,
        project TEXT NOT NULL,
        turn INTEGER NOT NULL,
        PRIMARY KEY (lane, project)
    ) STRICT
    """,
    """
    CREATE TABLE breakers (
        kind TEXT PRIMARY KEY,
        failures INTEGER NOT NULL DEFAULT 0,
        open_until REAL
    ) STRICT
    """,
    "CREATE TABLE pauses (scope TEXT PRIMARY KEY, since TEXT NOT NULL) STRICT",
    # When each chore of the daemon was last done.
    "CREATE TABLE chores (name TEXT PRIMARY KEY, last_at REAL NOT NULL) STRICT",
)
