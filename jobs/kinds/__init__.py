"""One module a job kind: inputs, run, apply. A module that holds KIND is a kind; adding one is adding a file."""
