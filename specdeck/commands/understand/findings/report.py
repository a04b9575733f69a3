"""`specdeck findings report`."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.scan.scan_options import Paths, scan_paths

app = single_command()

Framework = Annotated[str, typer.Option("--type", metavar="TYPE", help="security, owasp, gdpr, pci, soc2 or hipaa.")]


@app.command(epilog="Example: specdeck findings report db/ --type owasp")
@prints("specdeck.scan.finding_shapes:FindingReport")
def report(paths: Paths, type: Framework = "security", as_json: Json = False) -> None:  # noqa: A002 - the option's name
    """Score the findings of files, and count them by the controls of a framework."""
    from specdeck.scan.finding_report import finding_report, report_lines

    result = scan_paths(paths)
    found = finding_report(result, type)
    if as_json:
        print_json(found)
    else:
        print("\n".join(report_lines(found)))
