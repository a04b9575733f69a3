"""The result of a check as JUnit XML, which build servers show as tests."""

from xml.sax.saxutils import escape, quoteattr

from engine.findings.mask_secrets import mask_secrets
from specdeck.scan.check_changes import ChangeCheck, ChangedUnit


def junit_xml(result: ChangeCheck) -> str:
    """One test for each changed unit, and one for each new finding."""
    cases = [_unit_case(each) for each in result.units] + [
        _case(f"{each.rule} {each.place.path}:{each.place.line}", each.place.path, mask_secrets(each.message))
        for each in result.findings
    ]
    failures = len(result.findings) + sum(not each.is_proved for each in result.units)
    head = f'<testsuite name="specdeck check" tests="{len(cases)}" failures="{failures}">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *cases, "</testsuite>"]) + "\n"


def _unit_case(unit: ChangedUnit) -> str:
    failure = "" if unit.is_proved else f"{unit.verdict}: {unit.difference}"
    return _case(f"{unit.kind} {unit.unit}", unit.path, failure)


def _case(name: str, path: str, failure: str) -> str:
    opening = f"  <testcase name={quoteattr(name)} classname={quoteattr(path)}"
    if not failure:
        return opening + "/>"
    return f"{opening}><failure message={quoteattr(failure)}>{escape(failure)}</failure></testcase>"
