"""The scratch PostgreSQL server: the only owner of processes and limits."""
