"""Tables and their parts: columns, constraints, indexes, partitions."""
