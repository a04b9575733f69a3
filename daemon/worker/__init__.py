"""A Huey consumer process for one job lane."""
