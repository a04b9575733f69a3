"""The standard-library client of the daemon's API: one module a resource."""
