"""Run a case against a version of a routine and record everything that a caller could see."""
