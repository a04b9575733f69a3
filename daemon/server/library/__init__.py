"""The pattern library of an instance: the seeds with what is stored on top."""
