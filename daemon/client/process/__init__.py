"""The process of the local daemon: start, stop, restart, and its systemd unit."""
