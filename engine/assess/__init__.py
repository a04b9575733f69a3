"""The assessment of a code base: inventory, graph, risk, effort, and where to begin."""
