"""The framework of the commands: apps, shared options, the daemon to talk to, and output."""
