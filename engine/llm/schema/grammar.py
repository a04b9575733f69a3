"""Compile an answer schema to GBNF, the grammar by which llama.cpp constrains what a model may say.

ASCII classes only: a class of Unicode characters lets byte tokens spell text that is not UTF-8. Only grammars from here
are used, since llama.cpp crashes on some, hangs on others and takes an empty one for no constraint.
"""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from engine.llm.schema.answer_schema import AnswerSchema, check_schema, is_nullable, plain_type
from engine.llm.schema.integer_rule import integer_rule

CHARACTER = r'[ !#-\[\]-~] | "\\" ["\\/bfnrt]'
Rules = dict[str, str]


def compile_grammar(schema: AnswerSchema) -> str:
    """Return the grammar of an answer; a schema outside of the restricted subset is a SchemaError."""
    check_schema(schema)
    rules: Rules = {"char": CHARACTER, "gap": '" "?'}
    _add(rules, "root", schema)
    return "".join(f"{name} ::= {body}\n" for name, body in rules.items())


def _add(rules: Rules, name: str, schema: AnswerSchema) -> str:
    """Add the rule of a schema and of all inside it; return its name."""
    if "enum" in schema:
        rules[name] = " | ".join(_literal(json.dumps(value)) for value in schema["enum"])
        return name
    body = _BODIES[plain_type(schema)](rules, name, schema)
    rules[name] = f'"null" | {body}' if is_nullable(schema) else body
    return name


def _object(rules: Rules, name: str, schema: AnswerSchema) -> str:
    members = [
        f'{_literal(json.dumps(key))} ":" gap {_add(rules, f"{name}-{number}", inner)}'
        for number, (key, inner) in enumerate(schema["properties"].items())
    ]
    return '"{" ' + ' "," gap '.join(members) + ' "}"'


def _array(rules: Rules, name: str, schema: AnswerSchema) -> str:
    item = _add(rules, f"{name}-item", schema["items"])
    least, most = schema.get("minItems", 0), schema["maxItems"]
    some = f'{item} ("," gap {item}){{{max(least, 1) - 1},{most - 1}}}'
    return f'"[" {some} "]"' if least else f'"[" ({some})? "]"'


def _string(_rules: Rules, _name: str, schema: AnswerSchema) -> str:
    return f'"\\"" char{{{schema.get("minLength", 0)},{schema["maxLength"]}}} "\\""'


def _integer(_rules: Rules, _name: str, schema: AnswerSchema) -> str:
    return integer_rule(schema["minimum"], schema["maximum"])


def _boolean(_rules: Rules, _name: str, _schema: AnswerSchema) -> str:
    return '"true" | "false"'


def _literal(text: str) -> str:
    """Return a GBNF literal; json.dumps leaves printable ASCII only."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


Body = Callable[[Rules, str, Mapping[str, Any]], str]
_BODIES: Mapping[str, Body] = MappingProxyType(
    {"object": _object, "array": _array, "string": _string, "integer": _integer, "boolean": _boolean}
)
