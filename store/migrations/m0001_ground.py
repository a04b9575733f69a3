"""The ground: journal, side tables that can be erased, projects, idempotency keys, outbox."""

STATEMENTS = (
    # `data` is canonical JSON; `hash` covers every other column and the hash before it.
    """
    CREATE TABLE journal (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        type TEXT NOT NULL,
        subject TEXT NOT NULL,
        actor TEXT NOT NULL,
        data TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX journal_subject ON journal (subject, seq)",
    "CREATE INDEX journal_type ON journal (type, seq)",
    # The journal knows a person by `id` alone; erasing the row makes the id mean nobody.
    """
    CREATE TABLE people (
        id TEXT PRIMARY KEY,
        account TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        created TEXT NOT NULL
    ) STRICT
    """,
    # What a person wrote. The salt keeps a short remark from being guessed by its hash once it is erased.
    """
    CREATE TABLE remarks (
        hash TEXT PRIMARY KEY,
        person TEXT NOT NULL,
        salt BLOB NOT NULL,
        remark TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX remarks_person ON remarks (person)",
    "CREATE TABLE texts (hash TEXT PRIMARY KEY, content BLOB NOT NULL, packed INTEGER NOT NULL) STRICT",
    """
    CREATE TABLE projects (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL UNIQUE,
        folders TEXT NOT NULL,
        ignore TEXT NOT NULL DEFAULT '[]',
        paused INTEGER NOT NULL DEFAULT 0,
        revision INTEGER NOT NULL DEFAULT 1,
        created TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE replies (
        actor TEXT NOT NULL,
        key TEXT NOT NULL,
        request TEXT NOT NULL,
        status INTEGER NOT NULL,
        body TEXT NOT NULL,
        at REAL NOT NULL,
        PRIMARY KEY (actor, key)
    ) STRICT
    """,
    "CREATE INDEX replies_at ON replies (at)",
    """
    CREATE TABLE outbox (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        topic TEXT NOT NULL,
        subject TEXT NOT NULL,
        data TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX outbox_topic ON outbox (topic, position)",
    "CREATE TABLE watermarks (topic TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT",
)
