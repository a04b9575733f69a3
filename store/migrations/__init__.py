"""One module a step of the database's history; each holds STATEMENTS, applied in one transaction."""

# In order, and never changed once released: a database remembers which it has seen.
STEPS = ("m0001_ground", "m0002_sources", "m0003_jobs", "m0004_conversions", "m0005_review")
NEWEST = len(STEPS)
