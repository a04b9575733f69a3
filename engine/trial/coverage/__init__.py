"""Coverage by instrumentation of our own: each statement and each branch reports that it was reached."""
