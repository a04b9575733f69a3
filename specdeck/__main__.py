"""The entry point: only our own installation may answer for our names, whatever folder we are called from."""

import os
import sys

from specdeck import ROOT


def main() -> None:
    """Run the command line and end the process with its exit code."""
    drop_foreign_paths()
    # Nothing else of ours may be imported above this line: a watched folder may hold a `daemon/` of its own.
    from specdeck.command_line import run

    sys.exit(run(sys.argv[1:]))


def drop_foreign_paths() -> None:
    """Take the working folder and what PYTHONPATH names off `sys.path`, unless Python or we ourselves live there."""
    named = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    foreign = {os.path.realpath(entry) for entry in [os.curdir, *named]}
    libraries = tuple(f"{os.path.realpath(prefix)}/lib/" for prefix in (sys.prefix, sys.base_prefix))
    sys.path[:] = [entry for entry in sys.path if _is_kept(os.path.realpath(entry), foreign, libraries)]
    if ROOT not in map(os.path.realpath, sys.path):
        sys.path.append(ROOT)


def _is_kept(entry: str, foreign: set[str], libraries: tuple[str, ...]) -> bool:
    return entry == ROOT or entry not in foreign or f"{entry}/".startswith(libraries)


if __name__ == "__main__":
    main()
