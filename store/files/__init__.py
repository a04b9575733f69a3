"""Files on disk: spec files that we write, and how to write them safely."""
