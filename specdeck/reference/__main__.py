"""Write the reference pages, or check that they are up to date."""

import sys
from pathlib import Path

from specdeck.reference.reference_pages import render_pages

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"


def main() -> int:
    """Write every page; with --check, report outdated pages instead."""
    stale = [name for name, text in render_pages().items() if _content(FOLDER / name) != text]
    if "--check" in sys.argv[1:]:
        for name in stale:
            print(f"error: docs/reference/{name} is outdated.\nhint: python -m specdeck.reference", file=sys.stderr)
        return int(bool(stale))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(render_pages()[name], encoding="utf-8")
        print(f"Wrote docs/reference/{name}")
    return 0


def _content(path: Path) -> str:
    if not path.is_file():
        return ""
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
