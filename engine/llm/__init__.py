"""Ask language models: schema-valid answers from a local or a cloud model, with their cost."""
