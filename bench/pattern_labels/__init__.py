"""Units labelled by hand with the patterns that they carry out, and how claims agree with the labels."""
