"""Editing a spec: in place, in $EDITOR, and drafts."""
