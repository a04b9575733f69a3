"""What bench/findings.py measures with: safe SQL, edits that make it unsafe, and findings labelled by hand."""
