"""Confidence that is measured: calibrated scores, lanes, and the certificate that opens the auto lane."""
