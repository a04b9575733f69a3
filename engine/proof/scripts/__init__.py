"""Do two scripts make the same database? Every statement once, dependent ones in the same order."""
