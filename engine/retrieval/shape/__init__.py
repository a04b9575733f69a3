"""The shape of a document: its normal form as a labelled tree, and the fingerprint of that tree."""
