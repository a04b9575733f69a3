"""Take whole projects from `project add` to written specs and back: `python bench/whole_projects.py FOLDER…`.

Each folder is copied. Its proved units are approved in one act and written; every tenth file is changed as a branch
switch does, and restored; the act is undone. The last line is one JSON object, by project.
"""

import argparse
import json
import sys
from pathlib import Path

from home.folders import own_folders
from load.daemon_usage import peak_rss_mb
from load.project_story import ProjectStory, copy_of

from daemon.client import connect
from daemon.client.process import lifecycle


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    found = {folder.name: story_of(folder) for folder in parser.parse_args().folders}
    print(json.dumps(found))
    return 0


def story_of(folder: Path) -> dict[str, object]:
    """Return what was found with a daemon of its own."""
    with own_folders() as home:
        code = copy_of(folder, home / folder.name)
        lifecycle.start()
        with connect() as client:
            found = ProjectStory(client, "story", code).tell()
            found["rss_mb"] = round(peak_rss_mb(client.hello().pid))
    print(folder.name, json.dumps(found), flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
