"""Scan files for findings: what the commands `findings`, `check` and `assess` share."""
