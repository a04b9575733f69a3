"""What the commands of `learn` share: the log replayed here, without trust in the daemon's own fold."""
