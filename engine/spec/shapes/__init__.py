"""Shapes of the model: the keys of each dataclass, what they hold, and the JSON Schema made of them."""
