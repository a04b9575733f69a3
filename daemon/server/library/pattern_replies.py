"""Library entries as values on the wire."""

from daemon.server.library.library_entries import LibraryEntry
from daemon.wire.library_pattern import (
    ConflictInfo,
    PatternDetail,
    PatternParameterInfo,
    PatternSummary,
    PatternVersionInfo,
)
from engine.patterns.library.compose import PatternConflict
from engine.patterns.library.languages.render_spec import languages
from engine.patterns.library.library_pattern import LibraryPattern
from engine.patterns.library.pattern_history import pattern_to_yaml
from store.library.stored_patterns import StoredVersion


def summary_of(entry: LibraryEntry) -> PatternSummary:
    """Return an entry for a list."""
    pattern, counts = entry.pattern, entry.counts
    plain = ("id", "title", "category", "namespace", "description", "tags")
    return PatternSummary(
        **{name: getattr(pattern, name) for name in plain},
        tier=pattern.tier.value,
        state=entry.state.value,
        version=entry.version,
        quality=pattern.scores.quality,
        uses=counts.uses,
        success_rate=round(counts.success_rate, 4),
        is_often_corrected=counts.is_often_corrected,
    )


def detail_of(entry: LibraryEntry) -> PatternDetail:
    """Return everything that is known of an entry."""
    pattern = entry.pattern
    return PatternDetail(
        summary=summary_of(entry),
        parameters=tuple(PatternParameterInfo(**each.to_json()) for each in pattern.parameters),
        requires=pattern.requires,
        conflicts=pattern.conflicts,
        security=pattern.scores.security,
        performance=pattern.scores.performance,
        provenance=pattern.provenance,
        languages=tuple(sorted({*languages(), *pattern.templates})),
        spec=pattern.spec,
        text=pattern_to_yaml(pattern),
        replaced_by=entry.replaced_by,
        evidence=entry.evidence,
    )


def conflict_of(conflict: PatternConflict) -> ConflictInfo:
    """Return a conflict of a composition."""
    return ConflictInfo(conflict.first, conflict.second, conflict.sentence, conflict.hint)


def version_of(stored: StoredVersion) -> PatternVersionInfo:
    """Return a stored version with its YAML."""
    text = pattern_to_yaml(LibraryPattern.from_json(stored.body))
    return PatternVersionInfo(stored.number, stored.digest, stored.reason, stored.author, stored.at, text)


def seed_version(pattern: LibraryPattern) -> PatternVersionInfo:
    """Return the only version of a seed that nobody changed."""
    return PatternVersionInfo(1, pattern.digest, "Part of Specdeck.", "specdeck", "", pattern_to_yaml(pattern))
