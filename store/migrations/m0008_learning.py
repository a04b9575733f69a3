"""Learning: what decisions teach, how waiting units are scored, what the last cycle found."""

STATEMENTS = (
    # A decision as learning sees it, with the features that the unit had when it was made. An undone decision keeps its
    # row and does not count.
    """
    CREATE TABLE learning_labels (
        decision INTEGER PRIMARY KEY REFERENCES decisions (id) ON DELETE CASCADE,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        conversion INTEGER NOT NULL,
        analyst TEXT NOT NULL,
        accepted REAL NOT NULL,
        features TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX learning_labels_project ON learning_labels (project, decision)",
    """
    CREATE TABLE learning_scores (
        conversion INTEGER PRIMARY KEY REFERENCES conversions (id) ON DELETE CASCADE,
        project TEXT NOT NULL,
        confidence REAL NOT NULL,
        need REAL NOT NULL,
        lane TEXT NOT NULL,
        reasons TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX learning_scores_project ON learning_scores (project, lane)",
    # `report` is the engine's report without its scores; `basis` says which labels and units it was made from.
    """
    CREATE TABLE learning_cycles (
        project TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
        basis TEXT NOT NULL,
        report TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT
    """,
)
