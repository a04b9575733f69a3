"""Jobs wait in queues; a unit's record may have fields without a column."""

STATEMENTS = (
    # Until here a queue was called a lane, which is now only what becomes of a unit.
    "ALTER TABLE jobs RENAME COLUMN lane TO queue",
    "ALTER TABLE turns RENAME COLUMN lane TO queue",
    "UPDATE pauses SET scope = 'queue:' || substr(scope, 6) WHERE scope LIKE 'lane:%'",
    "ALTER TABLE chores RENAME TO periodic_tasks",
    # `details` are the fields of the engine's record that have no column of their own, as JSON.
    "ALTER TABLE conversions ADD COLUMN details TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE conversions RENAME COLUMN form TO shape",
)
