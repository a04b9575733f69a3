"""Cases for a routine: table states and arguments that its own text suggests; pure, seeded and replayable."""
