"""Several analysts on one question: candidates that a validator judges, votes weighed by trust, and few rounds."""
