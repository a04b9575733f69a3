"""The parts of the review screen: the walk along a list, the unit with its panel, and what decides on it."""
