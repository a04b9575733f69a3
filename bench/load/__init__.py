"""A large project for the daemon, and what the daemon takes for it."""
