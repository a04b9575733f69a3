"""Variables of a routine: where they are named, what is written to them, what they are for."""
