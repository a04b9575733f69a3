"""What the panel shows of a pattern, and of a unit that carries one out."""

from collections.abc import Mapping

from daemon.wire.library_pattern import PatternDetail, PatternInstanceInfo


def pattern_facts(found: PatternDetail) -> Mapping[str, str]:
    """Return the facts about a pattern, by name."""
    summary = found.summary
    uses = f"{summary.uses}, {summary.success_rate:.0%} accepted as they were" if summary.uses else ""
    corrected = "often corrected: read it before you use it" if summary.is_often_corrected else ""
    facts = {
        "means": summary.description,
        "tags": ", ".join(summary.tags),
        "state": f"{summary.state}, version {summary.version}",
        "evidence": ", ".join(f"{name} {value}" for name, value in found.evidence.items()),
        "replaced by": found.replaced_by or "",
        "uses": ", ".join(filter(None, (uses, corrected))),
        "scores": f"quality {summary.quality}, security {found.security}, performance {found.performance}",
        "requires": ", ".join(found.requires),
        "excludes": ", ".join(found.conflicts),
        "parameters": ", ".join(f"{each.name} ({each.type})" for each in found.parameters),
        "spec": "\n" + found.spec.rstrip(),
    }
    return {name: value for name, value in facts.items() if value}


def instance_facts(found: PatternInstanceInfo) -> Mapping[str, str]:
    """Return the facts about a unit that carries out a pattern."""
    values = {name: value for name, value in found.parameters.items() if value}
    return {"file": found.path, "strength": f"{found.strength:.2f}", **values}
