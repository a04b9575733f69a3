"""A pattern with values for its parameters: its SpecQL and its SQL."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.lower.error import LowerError
from engine.lower.file import lower_file
from engine.patterns.library.fill_template import fill_template
from engine.patterns.library.library_error import LibraryError
from engine.patterns.library.library_pattern import LibraryPattern
from engine.patterns.library.pattern_parameter import bind_parameters
from engine.spec.model import SpecFile
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError
from engine.spec.writer import write_spec


@dataclass(frozen=True, slots=True)
class PatternInstance:
    """The spec of a pattern with its parameters bound, as a value and as text, and its SQL."""

    pattern: str
    parameters: Mapping[str, str]
    spec: SpecFile
    text: str
    sql: str


def instantiate_pattern(pattern: LibraryPattern, given: Mapping[str, str]) -> PatternInstance:
    """Bind the parameters and read the result strictly; raise LibraryError where that does not give a valid spec."""
    values = bind_parameters(pattern.id, pattern.parameters, given)
    filled = fill_template(pattern.spec, values, pattern.id)
    try:
        spec = read_spec(filled, pattern.id)
        return PatternInstance(pattern.id, values, spec, write_spec(spec).text, lower_file(spec))
    except SpecError as error:
        sentence = f"{error.where}: {error.sentence}."
        raise LibraryError("spec", sentence, error.hint or "Correct the spec of the pattern.") from None
    except LowerError as error:
        raise LibraryError("spec", f"{pattern.id}: {error.fault.sentence}", error.fault.hint) from None
