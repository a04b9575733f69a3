"""Trials of each text of a unit, the projects that allow them, and the files that have something to try.

Earlier trials did not count for the review, and say nothing of their generator: their routines are tried again.
"""

_OPEN = "NEW.verdict IN ('unverified', 'proved-if')"
_CHANGED = f"{_OPEN} AND (NEW.lowered, NEW.verdict) IS NOT (OLD.lowered, OLD.verdict)"


def _due(when: str) -> str:
    return f"""
    WHEN NEW.lowered IS NOT NULL AND {when} BEGIN
        INSERT OR IGNORE INTO trials_due SELECT c.source, c.project FROM conversions c
            JOIN trial_projects USING (project)
            WHERE c.id = NEW.conversion AND c.kind IN ('function', 'procedure');
    END
    """


STATEMENTS = (
    "DROP TABLE unit_trials",
    """
    CREATE TABLE unit_trials (
        conversion INTEGER NOT NULL REFERENCES conversions (id) ON DELETE CASCADE,
        sql TEXT NOT NULL,
        lowered TEXT NOT NULL,
        verdict TEXT NOT NULL,
        shown TEXT NOT NULL,
        evidence TEXT NOT NULL,
        generator TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (conversion, lowered)
    ) STRICT, WITHOUT ROWID
    """,
    # The projects whose policy allows trials; `generator` is the version for which everything was marked as due.
    """
    CREATE TABLE trial_projects (
        project TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
        generator TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE trials_due (
        source INTEGER PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
        project TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX trials_due_project ON trials_due (project, source)",
    f"CREATE TRIGGER trials_due_unit AFTER INSERT ON reviews {_due(_OPEN)}",
    f"CREATE TRIGGER trials_due_text AFTER UPDATE OF lowered, verdict ON reviews {_due(_CHANGED)}",
    f"CREATE TRIGGER trials_due_proposal AFTER INSERT ON proposals {_due(_OPEN)}",
)
