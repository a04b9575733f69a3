"""What the commands that scan files share: their arguments, and the scan."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.errors import CommandError

if TYPE_CHECKING:
    from specdeck.scan.scan_files import ScanResult

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="SQL files, folders of them, or - for stdin.")]
Rules = Annotated[
    list[str] | None, typer.Option("--rule", metavar="RULE", help="Only this rule, family or category; repeatable.")
]


def scan_paths(
    paths: list[str], rule: list[str] | None = None, *, every: bool = False, least: str = "info", baseline: str = ""
) -> "ScanResult":
    """Scan files, and report those that could not be read."""
    from engine.findings.finding import SEVERITIES, Severity
    from specdeck.scan.scan_files import chosen_rules, scan_files

    if least not in SEVERITIES:
        raise CommandError("no_severity", f"There is no severity {least}.", f"Use one of {', '.join(SEVERITIES)}.")
    result = scan_files(paths, chosen_rules(rule or [], every=every), baseline, Severity(least))
    for path, fault in result.faults:
        print(f"error: {path}: {fault.sentence}\nhint: {fault.hint}", file=sys.stderr)
    return result
