"""Review: standings, decisions, acts, comments, proposals, spec files, members, policies, views, notices."""

STATEMENTS = (
    # A unit whose SQL is gone keeps its row while somebody decided on it: its SQL may come back.
    "ALTER TABLE conversions ADD COLUMN gone INTEGER NOT NULL DEFAULT 0",
    # Units of one `form` are equal but for their names: what is decided on one may be decided on all.
    "ALTER TABLE conversions ADD COLUMN form TEXT",
    "CREATE INDEX conversions_form ON conversions (project, form) WHERE form IS NOT NULL",
    # `standing` is the engine's Standing as JSON and the truth; the columns before it are for queries. `asked` are
    # those whom the standing names, else those whose turn it is by the policy. `spec`,
    # `lowered`, `evidence` and `links` are of the text in review. `written` is the text that is in the spec file,
    # `file` which one.
    # `before` are the standings from before the SQL changed, for the case that it changes back.
    """
    CREATE TABLE reviews (
        conversion INTEGER PRIMARY KEY REFERENCES conversions (id) ON DELETE CASCADE,
        project TEXT NOT NULL,
        name TEXT NOT NULL,
        state TEXT NOT NULL,
        verdict TEXT NOT NULL,
        lane TEXT NOT NULL DEFAULT 'review',
        risk TEXT NOT NULL DEFAULT '[]',
        coverage REAL NOT NULL DEFAULT 0,
        raw INTEGER NOT NULL DEFAULT 0,
        lines INTEGER NOT NULL DEFAULT 0,
        author TEXT,
        asked TEXT NOT NULL DEFAULT '[]',
        spec TEXT,
        lowered TEXT,
        evidence TEXT,
        links TEXT,
        approved TEXT,
        written TEXT,
        file INTEGER,
        standing TEXT NOT NULL,
        before TEXT,
        moved TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX reviews_state ON reviews (project, state)",
    # The order of a list that nobody sorted, as `store.inbox.sql` says it: a window is read without sorting them all.
    """
    CREATE INDEX reviews_usual ON reviews (
        project,
        CASE state WHEN 'drifted' THEN 0 WHEN 'changes requested' THEN 1 WHEN 'flagged' THEN 2 WHEN 'in review' THEN 3
            WHEN 'checked' THEN 4 WHEN 'proposed' THEN 4 WHEN 'skipped' THEN 5 ELSE 6 END,
        CASE verdict WHEN 'refuted' THEN 0 WHEN 'unverified' THEN 1 WHEN 'proved-if' THEN 2 WHEN 'tested' THEN 3
            ELSE 4 END,
        risk = '[]',
        lines,
        name,
        conversion
    )
    """,
    "CREATE INDEX conversions_here ON conversions (project, id) WHERE NOT gone",
    # Whose file it was when it was read: a person's id, so that no user of the system is named where nothing is erased.
    "ALTER TABLE sources ADD COLUMN author TEXT",
    # What is known about each text that was in review for some SQL, by the rules of the unit's last conversion: an undo
    # brings a text back, and this with it.
    """
    CREATE TABLE versions (
        conversion INTEGER NOT NULL REFERENCES conversions (id) ON DELETE CASCADE,
        spec TEXT NOT NULL,
        sql TEXT NOT NULL,
        lowered TEXT,
        evidence TEXT,
        links TEXT,
        verdict TEXT,
        PRIMARY KEY (conversion, spec, sql)
    ) STRICT, WITHOUT ROWID
    """,
    # An act is what one undo takes back: one decision, or one for each of many units. `undoes` names the act that
    # this one takes back or does again.
    """
    CREATE TABLE acts (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        actor TEXT NOT NULL,
        word TEXT NOT NULL,
        units INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        undoes TEXT,
        undone INTEGER NOT NULL DEFAULT 0,
        at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX acts_project ON acts (project, number)",
    "CREATE INDEX acts_actor ON acts (project, actor, number)",
    "CREATE INDEX acts_undoes ON acts (undoes) WHERE undoes IS NOT NULL",
    # `before` and `after` are standings; undo gives back what the decision changed, if nobody changed it since.
    # `sql` is the text that it was about; `undone` is the number of the act that took it back, or 0.
    """
    CREATE TABLE decisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        act TEXT NOT NULL,
        conversion INTEGER NOT NULL REFERENCES conversions (id) ON DELETE CASCADE,
        actor TEXT NOT NULL,
        word TEXT NOT NULL,
        reason TEXT,
        remark TEXT,
        proposal INTEGER,
        sql TEXT NOT NULL DEFAULT '',
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        seconds REAL,
        blind INTEGER NOT NULL DEFAULT 0,
        undone INTEGER NOT NULL DEFAULT 0,
        at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX decisions_act ON decisions (act)",
    "CREATE INDEX decisions_conversion ON decisions (conversion, id)",
    "CREATE INDEX decisions_actor ON decisions (actor, at)",
    """
    CREATE TABLE comments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        conversion INTEGER NOT NULL REFERENCES conversions (id) ON DELETE CASCADE,
        decision INTEGER NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
        actor TEXT NOT NULL,
        spec TEXT,
        line INTEGER NOT NULL,
        remark TEXT NOT NULL,
        taken_back INTEGER NOT NULL DEFAULT 0,
        at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX comments_conversion ON comments (conversion, id)",
    # Another text for a unit's spec. `sql` is the text that its verdict is about; `file_hash` names the content of
    # the spec file that it was found in.
    """
    CREATE TABLE proposals (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        conversion INTEGER NOT NULL REFERENCES conversions (id) ON DELETE CASCADE,
        analyst TEXT NOT NULL,
        actor TEXT,
        spec TEXT NOT NULL,
        verdict TEXT NOT NULL,
        lowered TEXT,
        evidence TEXT,
        links TEXT,
        sql TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        source INTEGER,
        file_hash TEXT,
        state TEXT NOT NULL DEFAULT 'open',
        at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX proposals_conversion ON proposals (conversion, state)",
    # A spec file that we write. `written` is the hash of the bytes that we last put there. `intended` is the text that
    # must lie there ('' for no file) while `base` does (the hash of the bytes that it was made from), with its `units`;
    # `alone` if it holds nothing else then.
    """
    CREATE TABLE spec_files (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        folder TEXT NOT NULL,
        path TEXT NOT NULL,
        title TEXT NOT NULL,
        entity INTEGER NOT NULL,
        written TEXT,
        intended TEXT,
        base TEXT,
        units TEXT NOT NULL DEFAULT '{}',
        alone INTEGER NOT NULL DEFAULT 0,
        error TEXT,
        at TEXT NOT NULL,
        UNIQUE (project, folder, path)
    ) STRICT
    """,
    """
    CREATE TABLE members (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        PRIMARY KEY (project, person)
    ) STRICT
    """,
    """
    CREATE TABLE grants (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        permission TEXT NOT NULL,
        until REAL NOT NULL,
        remark TEXT NOT NULL,
        actor TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX grants_person ON grants (project, person, until)",
    """
    CREATE TABLE policies (
        project TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
        text TEXT NOT NULL,
        revision INTEGER NOT NULL DEFAULT 1,
        actor TEXT NOT NULL,
        changed TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE views (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        sort TEXT NOT NULL,
        PRIMARY KEY (project, person, name)
    ) STRICT
    """,
    """
    CREATE TABLE notices (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        conversion INTEGER NOT NULL REFERENCES conversions (id) ON DELETE CASCADE,
        actor TEXT NOT NULL,
        decision INTEGER,
        seen INTEGER NOT NULL DEFAULT 0,
        at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX notices_person ON notices (person, id)",
)
