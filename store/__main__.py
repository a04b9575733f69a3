"""Work on a database without its daemon: `python -P -m store COMMAND FILE` prints one JSON object."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from store.audit import anchor as anchors
from store.audit import replay
from store.audit.verify import JournalReport, verify_file
from store.core.errors import BrokenJournalError, StoreError
from store.core.maintenance import backup, inspection, migrate
from store.migrations import NEWEST

Answer = tuple[int, Mapping[str, object]]


def verify(file: Path, anchor: str | None) -> Answer:
    """Audit the journal; exit 1 if there are problems."""
    return _answer(verify_file(file, None if anchor is None else anchors.parse(anchor)))


def replay_tables(file: Path, anchor: str | None) -> Answer:
    """Audit the journal, and compare every table with what the daemon wrote; exit 1 if there are problems."""
    return _answer(verify_file(file, None if anchor is None else anchors.parse(anchor), replay.audit))


def _answer(report: JournalReport) -> Answer:
    findings, remarks = (list(map(asdict, each)) for each in (report.problems, report.remarks))
    answer = {"events": report.events, "head": str(report.head), "findings": findings, "remarks": remarks}
    return int(not report.whole), answer


def save(file: Path, target: str | None) -> Answer:
    """Back up a database, which may be in use."""
    inspection.check_ours(file)
    return 0, {"backup": str(backup.save(file, Path(target) if target else backup.beside(file, "manual")))}


def restore(file: Path, source: str | None) -> Answer:
    """Put a backup in the place of the database."""
    if source is None:
        raise StoreError("No backup is named.", "Name the backup to restore.")
    inspection.check_ours(Path(source))
    report = verify_file(Path(source))
    if not report.whole:
        raise BrokenJournalError(
            f"The journal in {source} is broken: {report.problems[0].sentence}",
            f"Restore another backup. `specdeck audit verify {source}` shows what is wrong.",
        )
    former = backup.restore(Path(source), file)
    return 0, {"restored": source, "former": None if former is None else str(former)}


def bring_up(file: Path, _unused: str | None) -> Answer:
    """Migrate a database to this version."""
    inspection.check_ours(file)
    before = inspection.version_of(file)
    saved = migrate.bring_up(file)
    return 0, {"before": before, "after": NEWEST, "backup": None if saved is None else str(saved)}


COMMANDS: Mapping[str, Callable[[Path, str | None], Answer]] = {
    "verify": verify,
    "replay": replay_tables,
    "backup": save,
    "restore": restore,
    "migrate": bring_up,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an error is a JSON object on stderr, with exit 2."""
    parser = argparse.ArgumentParser(prog="python -P -m store")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("file", type=Path)
    parser.add_argument("other", nargs="?", help="verify: an anchor; backup: the target; restore: the backup")
    options = parser.parse_args(arguments)
    try:
        status, answer = COMMANDS[options.command](options.file, options.other)
    except StoreError as error:
        problem = {"code": error.code, "sentence": error.sentence, "hint": error.hint}
        sys.stderr.write(json.dumps(problem) + "\n")
        return 2
    sys.stdout.write(json.dumps(answer, separators=(",", ":")) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
