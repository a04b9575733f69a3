"""How each kind of slot is laid out: on its key's line where it fits, else as a block below it."""
