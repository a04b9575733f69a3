"""Edits of spec files that nobody has decided on: an index that only these are in, for queries of open units."""

STATEMENTS = ("CREATE INDEX proposals_of_files ON proposals (conversion) WHERE state = 'open' AND analyst = 'file'",)
