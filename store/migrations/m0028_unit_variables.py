"""What the variables of routines are for."""

STATEMENTS = (
    # `variables` is a JSON list of [name, [purpose, …], first character of its declaration in the unit's SQL].
    """
    CREATE TABLE unit_variables (
        conversion INTEGER PRIMARY KEY REFERENCES conversions (id) ON DELETE CASCADE,
        source INTEGER NOT NULL,
        variables TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX unit_variables_source ON unit_variables (source)",
)
