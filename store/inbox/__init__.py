"""The inbox: which units a query finds, in which order, a window at a time."""
