"""A routine as trials edit it: its text around the body, and the parts of the body."""
