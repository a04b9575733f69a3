"""Review: the standing of each unit, decisions, acts, proposals, comments, notices, policies, saved views."""
