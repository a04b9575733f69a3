"""What the data flow says of each variable, for the prompts that are about variables."""

from engine.analysis.parsed_unit import parse_source
from engine.analysis.variables.variable_purpose import variable_purposes
from engine.source.split_file import split


def variable_notes(sql: str) -> list[str]:
    """Return the variables of a routine with what they are for; a name should say no less."""
    found = (each for parsed in parse_source(split(sql)) for each in variable_purposes(parsed))
    return [f"{each.name}: {', '.join(each.purposes)}" for each in found]
