"""A unit that has a spec and a verdict, and that nobody has looked at, is `converted`; it was called `checked`."""

_STANDING = '\'"state":"checked"\', \'"state":"converted"\''

STATEMENTS = (
    f"UPDATE reviews SET standing = replace(standing, {_STANDING}), before = replace(before, {_STANDING})",
    f"UPDATE decisions SET before = replace(before, {_STANDING}), after = replace(after, {_STANDING})",
    "UPDATE reviews SET state = 'converted' WHERE state = 'checked'",
    "UPDATE views SET query = replace(query, 'checked', 'converted') WHERE query LIKE '%state%checked%'",
    # The order of a list that nobody sorted, as `store.inbox.sql` has it: a window is read without sorting everything.
    "DROP INDEX reviews_usual",
    """
    CREATE INDEX reviews_usual ON reviews (
        project,
        CASE state WHEN 'drifted' THEN 0 WHEN 'changes requested' THEN 1 WHEN 'flagged' THEN 2 WHEN 'in review' THEN 3
            WHEN 'converted' THEN 4 WHEN 'proposed' THEN 4 WHEN 'skipped' THEN 5 ELSE 6 END,
        CASE verdict WHEN 'refuted' THEN 0 WHEN 'unverified' THEN 1 WHEN 'proved-if' THEN 2 WHEN 'tested' THEN 3
            ELSE 4 END,
        risk = '[]',
        lines,
        name,
        conversion
    )
    """,
)
