"""A worker: a process that runs the jobs of one queue."""
