"""One layout for each kind of slot: on the line of its key if it fits, otherwise as a block below it."""
