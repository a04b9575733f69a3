"""The licence of the auto lane: exact tests, audits, what it claims, and what more reviews would open."""
