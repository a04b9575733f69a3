"""The connection to the daemon: requests from threads, and events as messages."""
