"""Findings as SARIF 2.1.0, which code hosts show beside the lines of a pull request."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.findings.finding import Finding, Severity
from engine.findings.finding_rule import FindingRule
from engine.findings.finding_score import CVSS
from engine.findings.mask_secrets import mask_secrets

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning"}


def sarif_log(findings: Iterable[Finding], rules: Iterable[FindingRule], version: str) -> dict[str, Any]:
    """A log with one run."""
    found, known = list(findings), {rule.id: rule for rule in rules}
    used = sorted({each.rule for each in found} & known.keys())
    driver = {
        "name": "Specdeck",
        "version": version,
        "rules": [_rule(known[each]) for each in used],
    }
    results = [_result(each, used) for each in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: FindingRule) -> dict[str, Any]:
    properties: dict[str, Any] = {"tags": [rule.category, rule.family], "security-severity": str(CVSS[rule.severity])}
    if rule.cwe:
        properties["tags"].append(f"external/cwe/cwe-{rule.cwe}")
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.sentence},
        "help": {"text": rule.hint},
        "defaultConfiguration": {"level": _LEVELS.get(rule.severity, "note")},
        "properties": properties,
    }


def _result(finding: Finding, used: list[str]) -> dict[str, Any]:
    place = finding.place
    region = {"startLine": place.line, "startColumn": place.column}
    location: Mapping[str, Any] = {"artifactLocation": {"uri": place.path}, "region": region}
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS.get(finding.severity, "note"),
        "message": {"text": mask_secrets(f"{finding.message} {finding.hint}")},
        "locations": [{"physicalLocation": location, "logicalLocations": [{"fullyQualifiedName": place.unit}]}],
        "partialFingerprints": {"specdeck/v1": finding.fingerprint},
    }
    if finding.rule in used:
        result["ruleIndex"] = used.index(finding.rule)
    return result
