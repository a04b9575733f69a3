"""Findings: what rules report about units, what people accept of it, and the assessment of a project."""
