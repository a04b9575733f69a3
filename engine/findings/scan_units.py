"""Units to findings: every rule is called once for each node of its kind."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from engine.analysis.parsed_unit import ParsedUnit, parse_source
from engine.analysis.project_facts import ProjectFacts, project_facts
from engine.findings.discover_rules import finding_rules
from engine.findings.finding import Finding, fingerprint_of
from engine.findings.finding_rule import FindingRule, Hit
from engine.source.load_order import load_order
from engine.source.unit import SourceFile


def scan_project(sources: Iterable[SourceFile], rules: Sequence[FindingRule] | None = None) -> Iterator[Finding]:
    """The findings of all files of a project, file by file, then those about the project."""
    chosen = default_rules() if rules is None else rules
    found = load_order(sources)
    facts = project_facts(found)
    for source in found:
        yield from scan_source(source, facts, chosen)
    yield from scan_facts(facts, chosen)


def default_rules() -> tuple[FindingRule, ...]:
    """The rules that apply unless a project chooses others."""
    return tuple(rule for rule in finding_rules() if rule.default)


def scan_source(source: SourceFile, facts: ProjectFacts, rules: Sequence[FindingRule]) -> Iterator[Finding]:
    """The findings of one file."""
    for parsed in parse_source(source):
        yield from scan_unit(parsed, facts, rules)


def scan_unit(parsed: ParsedUnit, facts: ProjectFacts, rules: Sequence[FindingRule]) -> list[Finding]:
    """The findings of one unit, in the order of its text."""
    counts: Counter[tuple[str, str]] = Counter()
    found: list[Finding] = []
    for rule, sites in _calls(_by_node(tuple(rules)), parsed):
        for site in sites:
            found += [_finding(rule, hit, parsed.source(hit.place.span), counts) for hit in rule.check(site, facts)]
    return sorted(found, key=lambda each: (each.place.span.start, each.rule))


def scan_facts(facts: ProjectFacts, rules: Sequence[FindingRule]) -> Iterator[Finding]:
    """The findings about the project as a whole."""
    counts: Counter[tuple[str, str]] = Counter()
    for rule in rules:
        if rule.node is ProjectFacts:
            for hit in rule.check(facts, facts):
                yield _finding(rule, hit, hit.message, counts)


def _calls(
    rules: Mapping[type, Sequence[FindingRule]], parsed: ParsedUnit
) -> Iterator[tuple[FindingRule, Sequence[object]]]:
    """The rules that a unit has nodes for, with those nodes."""
    kinds: Iterator[tuple[type, Sequence[object]]] = chain(parsed.sql.items(), parsed.steps.items())
    for kind, sites in chain(((ParsedUnit, (parsed,)),), kinds):
        for rule in rules.get(kind, ()):
            yield rule, sites


@lru_cache(maxsize=8)
def _by_node(rules: tuple[FindingRule, ...]) -> Mapping[type, Sequence[FindingRule]]:
    """Rules by the class of the nodes that they are called with."""
    found: dict[type, list[FindingRule]] = {}
    for rule in rules:
        found.setdefault(rule.node, []).append(rule)
    return found


def _finding(rule: FindingRule, hit: Hit, text: str, counts: Counter[tuple[str, str]]) -> Finding:
    counts[rule.id, text] += 1
    return Finding(
        rule=rule.id,
        name=rule.name,
        family=rule.family,
        category=rule.category,
        severity=rule.severity,
        cwe=rule.cwe,
        place=hit.place,
        message=hit.message,
        hint=rule.hint,
        effort_minutes=rule.effort_minutes,
        fingerprint=fingerprint_of(rule.id, hit.place, text, counts[rule.id, text]),
        fix=hit.fix,
    )
