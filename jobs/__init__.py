"""Background work: kinds, ledger, queues, schedule."""
