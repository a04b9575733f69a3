"""Background work: kinds, their effects, the ledger, queues, the schedule."""
