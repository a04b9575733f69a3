"""A Huey consumer process for one job queue."""
