"""Questions to cloud models that are asked in batches, at half the price, when nobody waits for them."""

STATEMENTS = (
    # The questions of units: waiting without a batch, else in one. They are gone once they have their outcome.
    """
    CREATE TABLE batch_questions (
        conversion INTEGER NOT NULL REFERENCES conversions (id) ON DELETE CASCADE,
        task TEXT NOT NULL,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        batch INTEGER REFERENCES cloud_batches (id) ON DELETE CASCADE,
        attempts INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (conversion, task)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX batch_questions_project ON batch_questions (project, batch)",
    "CREATE INDEX batch_questions_waiting ON batch_questions (project) WHERE batch IS NULL",
    "CREATE INDEX batch_questions_batch ON batch_questions (batch) WHERE batch IS NOT NULL",
    # A batch is recorded before it is submitted; `provider_id` is known once it was. `sql` has the hash of each unit.
    """
    CREATE TABLE cloud_batches (
        id INTEGER PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        job TEXT NOT NULL,
        token INTEGER NOT NULL,
        model TEXT NOT NULL,
        with_literals INTEGER NOT NULL,
        with_comments INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('submitting', 'submitted', 'ended', 'refused', 'lost')),
        sql TEXT NOT NULL,
        questions INTEGER NOT NULL,
        provider_id TEXT,
        polls INTEGER NOT NULL DEFAULT 0,
        cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
        at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX cloud_batches_project ON cloud_batches (project)",
    "CREATE INDEX cloud_batches_job ON cloud_batches (job) WHERE state = 'submitting'",
    "ALTER TABLE cost_calls ADD COLUMN batch INTEGER",
    "CREATE INDEX cost_calls_batch ON cost_calls (batch) WHERE batch IS NOT NULL",
    # Whether the open questions of an ordered file wait for a batch.
    "ALTER TABLE cloud_orders ADD COLUMN in_batch INTEGER NOT NULL DEFAULT 0",
    # The hours of a day in which batches are submitted, such as 22-6; without a value, any.
    "ALTER TABLE cloud_settings ADD COLUMN batch_hours TEXT",
)
