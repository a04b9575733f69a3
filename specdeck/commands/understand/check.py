"""`specdeck check`: what a change of SQL files means, for pull requests and hooks."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_text
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from specdeck.scan.check_changes import ChangeCheck

app = single_command()

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="SQL files or folders of a git repository.")]
Diff = Annotated[str, typer.Option("--diff", metavar="REVISION", help="Compare with this branch, tag or commit.")]
Rules = Annotated[
    list[str] | None, typer.Option("--rule", metavar="RULE", help="Only this rule, family or category; repeatable.")
]
Sarif = Annotated[str, typer.Option("--sarif", metavar="FILE", help="Write the new findings as SARIF to this file.")]
JUnit = Annotated[str, typer.Option("--junit", metavar="FILE", help="Write the result as JUnit XML to this file.")]


@app.command(epilog="Example: specdeck check db/ --diff origin/main --sarif specdeck.sarif")
@prints("specdeck.scan.check_shape:CheckShape")
def check(
    paths: Paths, diff: Diff = "HEAD", rule: Rules = None, sarif: Sarif = "", junit: JUnit = "", as_json: Json = False
) -> int:
    """Check what changed since a revision. Exits 1 if a changed unit is not proved, or if there are new findings."""
    from specdeck.scan.check_changes import check_changes
    from specdeck.scan.scan_files import chosen_rules

    result = check_changes(paths, diff, chosen_rules(rule or []))
    if sarif:
        _write_sarif(sarif, result)
    if junit:
        from specdeck.scan.junit import junit_xml

        Path(junit).write_text(junit_xml(result), encoding="utf-8")
    if as_json:
        print_json({
            "files": result.files,
            "units": result.units,
            "findings": [each.to_json() for each in result.findings],
            "clean": result.is_clean,
        })  # fmt: skip
    else:
        _print_result(result)
    if result.is_clean:
        return ExitCode.OK
    return ExitCode.FINDING


def _print_result(result: "ChangeCheck") -> None:
    from specdeck.scan.finding_lines import finding_lines

    for each in result.units:
        name = escape_text(each.unit or each.kind)
        difference = f": {escape_text(each.difference)}" if each.difference else ""
        print(f"{escape_text(each.path)}:{each.line}: {name}: {each.verdict}, {each.change}{difference}")
    for line in finding_lines(result.findings, result.texts):
        print(line)
    print(f"{len(result.files)} files changed, {len(result.units)} units, {len(result.findings)} new findings")


def _write_sarif(path: str, result: "ChangeCheck") -> None:
    from importlib.metadata import version

    from engine.findings.discover_rules import finding_rules
    from engine.findings.sarif import sarif_log

    log = sarif_log(result.findings, finding_rules(), version("specdeck"))
    Path(path).write_text(json.dumps(log, indent=2) + "\n", encoding="utf-8")
