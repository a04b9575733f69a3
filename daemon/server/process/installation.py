"""Check that our packages come from our installation: a watched folder may contain its own `daemon/`."""

import importlib.util
from pathlib import Path

from daemon.server.errors import ForeignCodeError

OUR_PACKAGES = ("daemon", "engine", "jobs", "store")
HOME = Path(__file__).resolve().parents[3]


def check_installation() -> None:
    """Refuse to run if one of our packages would be imported from elsewhere."""
    for name in OUR_PACKAGES:
        spec = importlib.util.find_spec(name)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or origin.parent != HOME / name:
            hint = "Start it with: specdeck daemon start, from any folder and without PYTHONPATH."
            raise ForeignCodeError(f"The package {name} comes from {origin}, not from {HOME}.", hint)
