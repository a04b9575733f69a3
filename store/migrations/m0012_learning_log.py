"""Learning is a fold over a log of its own, with signed snapshots; the auto lane acts, and keeps a record."""

STATEMENTS = (
    # What the models learn from, in order. A row of kind `arrived` holds a sample of new units, every other one unit.
    # The log outlives its units: removing a row would change what a later fold gives. An undone decision is marked.
    """
    CREATE TABLE learning_events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        units TEXT NOT NULL DEFAULT '[]',
        samples TEXT NOT NULL DEFAULT '[]',
        decision INTEGER,
        credit REAL NOT NULL DEFAULT 0,
        analyst TEXT NOT NULL DEFAULT 'lifter',
        certificate TEXT NOT NULL DEFAULT '',
        model TEXT NOT NULL DEFAULT '',
        undone INTEGER NOT NULL DEFAULT 0,
        at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX learning_events_project ON learning_events (project, seq)",
    "CREATE INDEX learning_events_decision ON learning_events (decision) WHERE decision IS NOT NULL",
    """
    INSERT INTO learning_events (project, kind, units, samples, decision, credit, analyst, undone, at)
    SELECT learning_labels.project, 'decided', json_array(learning_labels.conversion),
        '[' || learning_labels.features || ']', learning_labels.decision, learning_labels.accepted,
        learning_labels.analyst, decisions.undone <> 0, learning_labels.at
    FROM learning_labels JOIN decisions ON decisions.id = learning_labels.decision ORDER BY learning_labels.decision
    """,
    "DROP TABLE learning_labels",
    # The state after an event, sealed by the worker that folded it: nobody else can read it.
    """
    CREATE TABLE learning_snapshots (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        sealed TEXT NOT NULL,
        PRIMARY KEY (project, seq)
    ) STRICT
    """,
    # `arrived` is the last unit that a sample was drawn up to; `touched` counts units whose conversion changed.
    """
    CREATE TABLE learning_projects (
        project TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
        enabled INTEGER NOT NULL DEFAULT 1,
        arrived INTEGER NOT NULL DEFAULT 0,
        touched INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX learning_scores_auto ON learning_scores (project, conversion) WHERE lane = 'auto'",
    # The reports of earlier nights: what changed since is said against them.
    """
    CREATE TABLE learning_nights (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        day TEXT NOT NULL,
        report TEXT NOT NULL,
        PRIMARY KEY (project, day)
    ) STRICT
    """,
    # What the auto lane did: `act` accepted the unit; without one it was drawn for an audit, with this propensity.
    """
    CREATE TABLE auto_lane (
        conversion INTEGER PRIMARY KEY REFERENCES conversions (id) ON DELETE CASCADE,
        project TEXT NOT NULL,
        certificate TEXT NOT NULL,
        confidence REAL NOT NULL,
        propensity REAL NOT NULL,
        act TEXT,
        answered INTEGER NOT NULL DEFAULT 0,
        at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX auto_lane_open ON auto_lane (project) WHERE act IS NULL AND NOT answered",
)
