"""Background work: the supervisor, its worker processes, and the service for workers."""
