"""The journal as an auditor sees it: verification, search, anchors."""
