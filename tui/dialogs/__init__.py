"""Dialogs, one a file: each asks one thing at the lower edge, says its keys, and answers with a value or nothing."""
