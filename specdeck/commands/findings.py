"""`specdeck findings`: what is dangerous, wrong or slow in SQL files, and what to do about it."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from engine.findings.prove_fix import CheckedFix
    from specdeck.scan.scan_files import ScanResult

app = command_group("Find what is dangerous, wrong or slow in SQL files, and fix it.")

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="SQL files, folders of them, or - for stdin.")]
Rules = Annotated[
    list[str] | None, typer.Option("--rule", metavar="RULE", help="Only this rule, family or category; repeatable.")
]
Every = Annotated[bool, typer.Option("--all", help="Also the rules that are off by default.")]
Least = Annotated[str, typer.Option("--least", metavar="SEVERITY", help="The lowest severity to report.")]
Baseline = Annotated[str, typer.Option("--baseline", metavar="FILE", help="Leave out what this baseline holds.")]
Sarif = Annotated[str, typer.Option("--sarif", metavar="FILE", help="Write the findings as SARIF to this file.")]
Apply = Annotated[bool, typer.Option("--apply", help="Write the fixes that may be applied; undo takes them back.")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")]
Framework = Annotated[str, typer.Option("--type", metavar="TYPE", help="security, owasp, gdpr, pci, soc2 or hipaa.")]


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
    result = _scan(paths, rule, every, least, baseline)
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


@app.command(epilog="Example: specdeck findings show SEC001")
def show(rule: Annotated[str, typer.Argument(help="The id, name, family or category of rules.")]) -> None:
    """Explain a rule: what it reports, why, what to do, and its examples."""
    from specdeck.scan.rule_page import rule_lines
    from specdeck.scan.scan_files import chosen_rules

    for each in chosen_rules([rule]):
        print("\n".join(rule_lines(each)))


@app.command(epilog="Example: specdeck findings rules | grep injection")
def rules() -> None:
    """List all rules."""
    from engine.findings.discover_rules import finding_rules

    rows = [(each.id, each.name, each.severity.value, each.cwe, each.default) for each in finding_rules()]
    print_table(("rule", "name", "severity", "cwe", "default"), rows)


@app.command(epilog="Example: specdeck findings fix db/ --rule not-equals-sign --apply")
def fix(paths: Paths, rule: Rules = None, apply: Apply = False) -> int:
    """Show the fixes of findings as differences; with --apply write those that are proved or intended."""
    from specdeck.scan.fix_history import write_files
    from specdeck.scan.propose_fixes import apply_fixes, propose_fixes

    result = _scan(paths, rule, False, "info", "")
    fixes = list(propose_fixes(result.sources, result.findings))
    for each in fixes:
        _print_fix(each)
    chosen = [each for each in fixes if each.may_apply]
    print(f"{len(fixes)} fixes, {len(chosen)} may be applied")
    if apply and chosen:
        texts = {each.path: each.text for each in result.sources}
        changed = {path: apply_fixes(texts[path], _of_file(chosen, path)) for path in _paths_of(chosen)}
        write_files({path: _encode(path, texts[path], text) for path, text in changed.items()})
        print(f"{len(changed)} files written; take it back with: specdeck findings undo")
    return ExitCode.OK


@app.command(epilog="Example: specdeck findings undo")
def undo() -> None:
    """Restore the files that the last `fix --apply` changed, byte for byte."""
    from specdeck.scan.fix_history import undo_last

    for each in undo_last().paths:
        print(f"restored {each}")


@app.command(epilog="Example: specdeck findings baseline db/ --output findings.json")
def baseline(paths: Paths, output: Output = "specdeck-baseline.json", rule: Rules = None) -> None:
    """Write down the findings of today, so that a later scan reports only new ones."""
    result = _scan(paths, rule, False, "info", "")
    found = sorted({each.fingerprint for each in result.findings})
    Path(output).write_text(json.dumps({"version": 1, "fingerprints": found}, indent=0) + "\n", encoding="utf-8")
    print(f"{len(found)} findings are the baseline now: {output}")


@app.command(epilog="Example: specdeck findings report db/ --type owasp")
@prints("specdeck.scan.finding_shapes:FindingReport")
def report(paths: Paths, type: Framework = "security", as_json: Json = False) -> None:  # noqa: A002 - the option's name
    """Score the findings of files, and count them by the controls of a framework."""
    from specdeck.scan.finding_report import finding_report, report_lines

    result = _scan(paths, None, False, "info", "")
    found = finding_report(result, type)
    if as_json:
        print_json(found)
    else:
        print("\n".join(report_lines(found)))


def _scan(paths: list[str], rule: list[str] | None, every: bool, least: str, baseline: str) -> "ScanResult":
    from engine.findings.finding import SEVERITIES, Severity
    from specdeck.scan.scan_files import chosen_rules, scan_files

    if least not in SEVERITIES:
        raise CommandError("no_severity", f"There is no severity {least}.", f"Use one of {', '.join(SEVERITIES)}.")
    result = scan_files(paths, chosen_rules(rule or [], every=every), baseline, Severity(least))
    for path, fault in result.faults:
        print(f"error: {path}: {fault.sentence}\nhint: {fault.hint}", file=sys.stderr)
    return result


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


def _print_fix(fix: "CheckedFix") -> None:
    import difflib

    place = fix.finding.place
    print(f"{place.path}:{place.line}: {fix.finding.rule} {fix.finding.name}: {fix.verdict.value}")
    for line in difflib.unified_diff(fix.before.splitlines(), fix.after.splitlines(), lineterm="", n=0):
        if not line.startswith(("---", "+++", "@@")):
            print(f"  {line}")


def _paths_of(fixes: "list[CheckedFix]") -> list[str]:
    return sorted({each.finding.place.path for each in fixes})


def _of_file(fixes: "list[CheckedFix]", path: str) -> "list[CheckedFix]":
    return [each for each in fixes if each.finding.place.path == path]


def _encode(path: str, before: str, after: str) -> bytes:
    """The bytes of a changed text in the encoding of the file; refused where that is not known."""
    original = Path(path).read_bytes()
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"):
        if before.encode(encoding, "replace") == original:
            return after.encode(encoding)
    raise CommandError("encoding", f"{path} cannot be written in its encoding.", "Save it as UTF-8 first.")
