"""The auto lane at work, the evidence of its audits, and what was learned as the API shows it."""
