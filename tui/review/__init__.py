"""The parts of the review screen: what is walked along, how long one looked, what stands above and below the diff."""
