"""The strict subset of YAML that SpecQL uses: parsed to nodes, and written as scalars."""
