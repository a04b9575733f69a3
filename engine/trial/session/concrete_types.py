"""Types to call a polymorphic routine with: one element type for all of its parameters."""

from dataclasses import replace

from engine.trial.schema.trial_schema import ParameterShape, RoutineShape, TrialSchema

_ARRAYS = frozenset({"anyarray", "anycompatiblearray"})
_RANGES = {
    "anyrange": "int4range", "anycompatiblerange": "int4range", "anymultirange": "int4multirange",
    "anycompatiblemultirange": "int4multirange",
}  # fmt: skip
_ELEMENT = "integer"


def with_concrete_types(routine: RoutineShape, schema: TrialSchema) -> tuple[RoutineShape, tuple[str, ...]]:
    """Return a routine whose parameters have types with values, and what was chosen for the polymorphic ones."""
    element = _ELEMENT
    if any(each.type_name == "anyenum" for each in routine.parameters):
        element = next(iter(schema.enums), _ELEMENT)
    parameters = tuple(_concrete(each, element, schema) for each in routine.parameters)
    chosen = {
        f"{before.type_name} as {after.type_name}"
        for before, after in zip(routine.parameters, parameters, strict=True)
        if before.type_name != after.type_name
    }
    return replace(routine, parameters=parameters), tuple(sorted(chosen))


def _concrete(parameter: ParameterShape, element: str, schema: TrialSchema) -> ParameterShape:
    name = parameter.type_name
    if not name.startswith("any"):
        return parameter
    array = f"{element}[]"
    concrete = _RANGES.get(name) or (array if name in _ARRAYS else element)
    labels = schema.enums.get(concrete, ())
    return replace(parameter, type_name=concrete, base_type=concrete, enum_labels=labels)
