"""How each kind of slot is read: strictly, from a node of the file to a value of the model."""
