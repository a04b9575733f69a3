"""Indexes and counts, so that no statement of the daemon reads a table that grows."""

_OUTCOME = "iif({row}.error IS NULL, {row}.verdict, 'error')"
_NEW, _OLD = _OUTCOME.format(row="NEW"), _OUTCOME.format(row="OLD")
_COUNT_UNIT = f"""
    INSERT INTO unit_counts SELECT NEW.project, {_NEW}, 1 WHERE NOT NEW.gone
        ON CONFLICT (project, outcome) DO UPDATE SET units = units + 1;
"""
_DISCOUNT_UNIT = f"""
    UPDATE unit_counts SET units = units - 1 WHERE NOT OLD.gone AND project = OLD.project AND outcome = {_OLD};
"""
_COUNT_JOB = """
    INSERT INTO job_counts VALUES (NEW.project, NEW.queue, NEW.state, 1)
        ON CONFLICT (project, queue, state) DO UPDATE SET jobs = jobs + 1;
"""
_DISCOUNT_JOB = """
    UPDATE job_counts SET jobs = jobs - 1 WHERE project = OLD.project AND queue = OLD.queue AND state = OLD.state;
"""

STATEMENTS = (
    # Whether anybody decided on a unit, and whether anything was proposed for it: such a unit has texts that may come
    # back, and it is kept without SQL.
    "ALTER TABLE conversions ADD COLUMN decided INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE conversions ADD COLUMN proposed INTEGER NOT NULL DEFAULT 0",
    """
    UPDATE conversions SET decided = EXISTS (SELECT 1 FROM decisions WHERE conversion = conversions.id),
        proposed = EXISTS (SELECT 1 FROM proposals WHERE conversion = conversions.id)
    """,
    """
    CREATE TRIGGER decisions_mark AFTER INSERT ON decisions BEGIN
        UPDATE conversions SET decided = 1 WHERE id = NEW.conversion AND NOT decided;
    END
    """,
    """
    CREATE TRIGGER proposals_mark AFTER INSERT ON proposals BEGIN
        UPDATE conversions SET proposed = 1 WHERE id = NEW.conversion AND NOT proposed;
    END
    """,
    """
    CREATE TRIGGER proposals_move AFTER UPDATE OF conversion ON proposals BEGIN
        UPDATE conversions SET proposed = 1 WHERE id = NEW.conversion AND NOT proposed;
    END
    """,
    "CREATE INDEX conversions_kept ON conversions (project, name, kind) WHERE decided OR proposed",
    "CREATE INDEX conversions_gone ON conversions (project, name, kind) WHERE gone",
    # The last word of a unit's name, by which a spec file finds the SQL that it may be about.
    "ALTER TABLE units ADD COLUMN bare TEXT NOT NULL DEFAULT ''",
    "UPDATE units SET bare = bare_name(name)",
    "CREATE INDEX units_bare ON units (bare)",
    # The path of the spec file where a unit with an approved text belongs.
    "ALTER TABLE reviews ADD COLUMN place TEXT",
    "CREATE INDEX reviews_place ON reviews (place, project) WHERE approved IS NOT NULL",
    "CREATE INDEX reviews_file ON reviews (file) WHERE file IS NOT NULL",
    "CREATE INDEX spec_files_planned ON spec_files (id) WHERE intended IS NOT NULL AND error IS NULL",
    "CREATE INDEX spec_files_held ON spec_files (id) WHERE error IS NOT NULL",
    "CREATE INDEX spec_files_folder ON spec_files (folder, path)",
    "CREATE INDEX comments_decision ON comments (decision)",
    "CREATE INDEX proposals_source ON proposals (source, state) WHERE source IS NOT NULL",
    "CREATE INDEX notices_conversion ON notices (conversion)",
    "CREATE INDEX notices_unseen ON notices (person) WHERE NOT seen",
    "CREATE INDEX views_person ON views (person)",
    "CREATE INDEX sources_here ON sources (project, id) WHERE hash IS NOT NULL",
    "CREATE INDEX sources_unread ON sources (project, path) WHERE hash IS NOT NULL AND error IS NOT NULL",
    # How many units of a project have each outcome: a verdict, or `error`.
    """
    CREATE TABLE unit_counts (
        project TEXT NOT NULL,
        outcome TEXT NOT NULL,
        units INTEGER NOT NULL,
        PRIMARY KEY (project, outcome)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO unit_counts SELECT project, iif(error IS NULL, verdict, 'error'), count(*) FROM conversions
        WHERE NOT gone GROUP BY 1, 2
    """,
    f"CREATE TRIGGER conversions_counted AFTER INSERT ON conversions BEGIN {_COUNT_UNIT} END",
    f"CREATE TRIGGER conversions_discounted AFTER DELETE ON conversions BEGIN {_DISCOUNT_UNIT} END",
    f"""
    CREATE TRIGGER conversions_recounted AFTER UPDATE OF verdict, error, gone ON conversions
        WHEN (OLD.verdict, OLD.error IS NULL, OLD.gone) <> (NEW.verdict, NEW.error IS NULL, NEW.gone)
        BEGIN {_DISCOUNT_UNIT} {_COUNT_UNIT} END
    """,
    # How many jobs of a project wait, run or have ended in each queue.
    """
    CREATE TABLE job_counts (
        project TEXT NOT NULL,
        queue TEXT NOT NULL,
        state TEXT NOT NULL,
        jobs INTEGER NOT NULL,
        PRIMARY KEY (project, queue, state)
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT INTO job_counts SELECT project, queue, state, count(*) FROM jobs GROUP BY project, queue, state",
    f"CREATE TRIGGER jobs_counted AFTER INSERT ON jobs BEGIN {_COUNT_JOB} END",
    f"CREATE TRIGGER jobs_discounted AFTER DELETE ON jobs BEGIN {_DISCOUNT_JOB} END",
    f"""
    CREATE TRIGGER jobs_recounted AFTER UPDATE OF state ON jobs WHEN OLD.state <> NEW.state
        BEGIN {_DISCOUNT_JOB} {_COUNT_JOB} END
    """,
    "CREATE INDEX jobs_project ON jobs (project, number)",
    "CREATE INDEX jobs_kind ON jobs (kind, number)",
    "CREATE INDEX jobs_late ON jobs (ready_at) WHERE state = 'ready'",
    "CREATE INDEX jobs_ended ON jobs (finished) WHERE state IN ('done', 'cancelled')",
    # A breaker is for one kind of one project: what fails there stops nobody else.
    "DROP TABLE breakers",
    """
    CREATE TABLE breakers (
        project TEXT NOT NULL,
        kind TEXT NOT NULL,
        failures INTEGER NOT NULL DEFAULT 0,
        open_until REAL,
        PRIMARY KEY (project, kind)
    ) STRICT, WITHOUT ROWID
    """,
)
