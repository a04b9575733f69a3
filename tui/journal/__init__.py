"""What the journal shows: events in sentences, with names instead of numbers."""
