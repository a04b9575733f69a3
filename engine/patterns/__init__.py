"""What code means beyond what it does: patterns, detected with evidence."""
