"""What a reserved call was allowed to show, and the claim of a job that it belongs to."""

STATEMENTS = (
    # With the job it names one claim: calls of an earlier claim may have been made.
    "ALTER TABLE cost_calls ADD COLUMN token INTEGER",
    # What the question shows decides the key of its answer, whatever the settings are when it comes.
    "ALTER TABLE cost_calls ADD COLUMN with_literals INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE cost_calls ADD COLUMN with_comments INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX cost_calls_job ON cost_calls (job) WHERE state = 'reserved'",
    "CREATE INDEX cost_calls_recent ON cost_calls (project, at) WHERE state <> 'released'",
)
