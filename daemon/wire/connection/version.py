"""The version of Specdeck, and the API versions it supports."""

VERSION = "0.1.0"
API_OLDEST = 1
API_NEWEST = 1
HEADER = "Specdeck-Version"


def version_key(version: str) -> tuple[int, ...]:
    """Return a version as comparable numbers: 0.10 is newer than 0.9."""
    return tuple(int("".join(filter(str.isdigit, part)) or 0) for part in version.split("."))
