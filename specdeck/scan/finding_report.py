"""The report of a project for one framework."""

from collections import Counter
from collections.abc import Iterator

from engine.findings.compliance import FRAMEWORKS, control_of
from engine.findings.finding_score import finding_score
from specdeck.errors import CommandError
from specdeck.scan.finding_shapes import FindingReport
from specdeck.scan.scan_files import ScanResult


def finding_report(result: ScanResult, framework: str) -> FindingReport:
    """Count the security findings of a scan by control; `security` counts them by family."""
    if framework not in {"security", *FRAMEWORKS}:
        hint = f"Use security, {', '.join(FRAMEWORKS)}."
        raise CommandError("no_report", f"There is no report of the type {framework}.", hint)
    found = [each for each in result.findings if each.category == "security"]
    named = (each.family if framework == "security" else control_of(each.cwe, framework) for each in found)
    controls = Counter(name for name in named if name)
    score = finding_score(found, result.units)
    return FindingReport(
        framework, score.score, score.risk, score.counts, score.effort_minutes, dict(controls.most_common())
    )


def report_lines(report: FindingReport) -> Iterator[str]:
    """A report as text."""
    yield f"{report.type}: score {report.score} of 10, risk {report.risk}, about {report.effort_minutes} minutes to fix"
    yield ", ".join(f"{count} {severity}" for severity, count in report.counts.items())
    yield from (f"{count:>6}  {control}" for control, count in report.controls.items())
