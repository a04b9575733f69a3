"""The entry point: imports our packages from our own installation only, whatever the working folder."""

import os
import sys

from specdeck import ROOT


def main() -> None:
    """Run the command line and exit with its exit code."""
    drop_foreign_paths()
    # Import nothing else of ours above this line: the working folder may contain another `daemon/`.
    from specdeck.command_line import run

    sys.exit(run(sys.argv[1:]))


def drop_foreign_paths() -> None:
    """Remove the working folder and PYTHONPATH from `sys.path`, unless they belong to Python or to Specdeck."""
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
