"""The ledger: the truth about jobs, their leases and their results. Time is always an argument."""
