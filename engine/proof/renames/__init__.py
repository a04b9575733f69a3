"""Level 2 of a proof: two bodies that differ in the names of what they declare."""
