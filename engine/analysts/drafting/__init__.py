"""A pattern from a person's description: drafted by a model, judged step by step, approved by a person."""
