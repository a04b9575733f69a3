"""`specdeck findings baseline`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.scan.scan_options import Paths, Rules, scan_paths

app = single_command()

Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")]


@app.command(epilog="Example: specdeck findings baseline db/ --output findings.json")
def baseline(paths: Paths, output: Output = "specdeck-baseline.json", rule: Rules = None) -> None:
    """Write down the findings of today, so that a later scan reports only new ones."""
    result = scan_paths(paths, rule)
    found = sorted({each.fingerprint for each in result.findings})
    Path(output).write_text(json.dumps({"version": 1, "fingerprints": found}, indent=0) + "\n", encoding="utf-8")
    print(f"{len(found)} findings are the baseline now: {output}")
