"""The pattern library as one object: find patterns, fill them in, put several on one entity."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from engine.patterns.library.compose import PatternConflict, compose_instances, declared_conflicts, part_conflicts
from engine.patterns.library.fill_template import fill_template
from engine.patterns.library.instantiate import PatternInstance, instantiate_pattern
from engine.patterns.library.languages.render_spec import render_spec
from engine.patterns.library.library_error import LibraryError
from engine.patterns.library.library_pattern import LibraryPattern, Tier
from engine.patterns.library.pattern_parameter import bind_parameters
from engine.patterns.library.search_patterns import PatternHit, search_patterns
from engine.patterns.library.seed_library import seed_patterns
from engine.spec.model import SpecFile


class PatternLibrary:
    """Patterns by id. The library is a value of its own: adding to it changes nothing that is stored."""

    def __init__(self, patterns: Iterable[LibraryPattern] | None = None) -> None:
        self._patterns = {each.id: each for each in (seed_patterns() if patterns is None else patterns)}

    def __iter__(self) -> Iterator[LibraryPattern]:
        return iter(self._patterns.values())

    def __len__(self) -> int:
        return len(self._patterns)

    def get(self, pattern_id: str) -> LibraryPattern:
        """Return a pattern; raise LibraryError with the closest ids if it is unknown."""
        found = self._patterns.get(pattern_id)
        if found is None:
            close = get_close_matches(pattern_id, self._patterns, 3)
            hint = f"Did you mean {' or '.join(close)}?" if close else "List them with `specdeck patterns list`."
            raise LibraryError("not_found", f"The library does not have a pattern {pattern_id!r}.", hint)
        return found

    def search(self, query: str, *, tier: Tier | None = None) -> list[PatternHit]:
        """Return the patterns that a question in words means, best first."""
        return search_patterns((each for each in self if tier is None or each.tier is tier), query)

    def add_pattern(self, pattern: LibraryPattern) -> LibraryPattern:
        """Add a pattern, or replace the one with its id, once its defaults give a valid spec."""
        if not any(each.is_required for each in pattern.parameters):
            instantiate_pattern(pattern, {})
        self._patterns[pattern.id] = pattern
        return pattern

    def add_domain_pattern(self, pattern: LibraryPattern) -> LibraryPattern:
        """Add a pattern as one of the second tier."""
        return self.add_pattern(replace(pattern, tier=Tier.DOMAIN))

    def compile_pattern(self, pattern_id: str, language: str, given: Mapping[str, str]) -> str:
        """Return the text of a pattern in a language: by a template of its own, else from its spec."""
        pattern = self.get(pattern_id)
        template = pattern.templates.get(language)
        if template is None:
            return render_spec(self.instantiate(pattern_id, given).spec, language)
        return fill_template(template, bind_parameters(pattern.id, pattern.parameters, given), pattern.id)

    def instantiate(self, pattern_id: str, given: Mapping[str, str]) -> PatternInstance:
        """Return the spec of a pattern with values for its parameters."""
        return instantiate_pattern(self.get(pattern_id), given)

    def validate_composition(self, pattern_ids: Sequence[str], given: Mapping[str, str]) -> list[PatternConflict]:
        """Return what prevents these patterns from being on one entity; empty if nothing does."""
        patterns = [self.get(each) for each in pattern_ids]
        return declared_conflicts(patterns) + part_conflicts(self._instances(patterns, given))

    def compose(self, pattern_ids: Sequence[str], given: Mapping[str, str]) -> SpecFile:
        """Return one spec with all the patterns; raise LibraryError that names the first conflict."""
        conflicts = self.validate_composition(pattern_ids, given)
        if conflicts:
            raise LibraryError("conflict", conflicts[0].sentence, conflicts[0].hint)
        return compose_instances(self._instances([self.get(each) for each in pattern_ids], given))

    def _instances(self, patterns: Sequence[LibraryPattern], given: Mapping[str, str]) -> list[PatternInstance]:
        """Fill in each pattern with those of the values that it has a parameter for."""
        known = {each.name for pattern in patterns for each in pattern.parameters}
        for name in given.keys() - known:
            raise LibraryError(
                "unknown_parameter", f"None of the patterns has a parameter {name!r}.", "Correct its name."
            )
        return [instantiate_pattern(each, _own(each, given)) for each in patterns]


def _own(pattern: LibraryPattern, given: Mapping[str, str]) -> dict[str, str]:
    names = {each.name for each in pattern.parameters}
    return {name: value for name, value in given.items() if name in names}
