"""The process of the daemon: lock, socket, log, start and shutdown."""
