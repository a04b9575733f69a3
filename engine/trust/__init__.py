"""What the record of an analyst has earned: discounted evidence, its band, and what follows from it."""
