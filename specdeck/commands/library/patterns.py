"""`specdeck patterns`: the pattern library."""

from specdeck.library import (
    browse_commands,
    bundle_commands,
    change_commands,
    describe_commands,
    discover_commands,
    state_commands,
    template_commands,
    use_commands,
)
from specdeck.library.pattern_app import app

__all__ = (
    "app",
    "browse_commands",
    "bundle_commands",
    "change_commands",
    "describe_commands",
    "discover_commands",
    "state_commands",
    "template_commands",
    "use_commands",
)
