"""One module a job kind: inputs, run, apply."""
