"""One builder for each kind of slot: reads a node of the file strictly into a value of the model."""
