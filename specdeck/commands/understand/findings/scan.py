"""`specdeck findings scan`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.exit_codes import ExitCode
from specdeck.scan.scan_options import Paths, Rules, scan_paths

if TYPE_CHECKING:
    from specdeck.scan.scan_files import ScanResult

app = single_command()

Every = Annotated[bool, typer.Option("--all", help="Also the rules that are off by default.")]
Least = Annotated[str, typer.Option("--least", metavar="SEVERITY", help="The lowest severity to report.")]
Baseline = Annotated[str, typer.Option("--baseline", metavar="FILE", help="Leave out what this baseline holds.")]
Sarif = Annotated[str, typer.Option("--sarif", metavar="FILE", help="Write the findings as SARIF to this file.")]


@app.command(epilog="Example: specdeck findings scan db/ --rule security --sarif findings.sarif")
@prints("specdeck.scan.finding_shapes:FoundFinding", "one object a line")
def scan(
    paths: Paths,
    rule: Rules = None,
    every: Every = False,
    least: Least = "info",
    baseline: Baseline = "",
    sarif: Sarif = "",
    as_json: Json = False,
) -> int:
    """Report the findings of files. Exits 1 if there are any."""
    result = scan_paths(paths, rule, every=every, least=least, baseline=baseline)
    if sarif:
        _write_sarif(sarif, result)
    if as_json:
        for each in result.findings:
            print_json(each.to_json())
    else:
        _print_findings(result)
    if result.findings or result.faults:
        return ExitCode.FINDING
    return ExitCode.OK


def _print_findings(result: "ScanResult") -> None:
    from engine.findings.finding_score import finding_score
    from specdeck.scan.finding_lines import finding_lines

    texts = {each.path: each.text for each in result.sources}
    for line in finding_lines(result.findings, texts):
        print(line)
    found = finding_score(result.findings, result.units)
    counts = ", ".join(f"{count} {name}" for name, count in found.counts.items() if count) or "none"
    print(f"\n{len(result.findings)} findings ({counts}); score {found.score} of 10, risk {found.risk}")
    if result.accepted:
        print(f"{len(result.accepted)} accepted by a comment, a file or the baseline")


def _write_sarif(path: str, result: "ScanResult") -> None:
    from importlib.metadata import version

    from engine.findings.discover_rules import finding_rules
    from engine.findings.sarif import sarif_log

    log = sarif_log(result.findings, finding_rules(), version("specdeck"))
    Path(path).write_text(json.dumps(log, indent=2) + "\n", encoding="utf-8")
