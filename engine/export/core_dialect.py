"""The core dialect: what upstream's parser reads, plus the full spec under a key that it ignores."""

from __future__ import annotations

from engine.export.core_fields import core_fields
from engine.export.core_steps import core_actions
from engine.export.core_yaml import Plain, yaml_from_data
from engine.export.export_error import ExportError
from engine.spec.document.file import SpecFile
from engine.spec.reader import read_spec_node
from engine.spec.syntax.yaml_nodes import MappingNode, Node, ScalarNode
from engine.spec.syntax.yaml_parser import parse_yaml
from engine.spec.writer import write_spec

CORE_KEY = "_specdeck"


def core_from_spec(spec: SpecFile, code: str, domain: str) -> str:
    """Return a spec as upstream reads it, with the full spec under `_specdeck:`."""
    said: dict[str, Plain] = {"entity": spec.entity or spec.module or ""}
    if spec.schema is not None:
        said["schema"] = spec.schema
    if spec.description is not None:
        said["description"] = spec.description
    said["organization"] = {"table_code": code, "domain_name": domain}
    fields = core_fields(spec)
    if fields:
        said["fields"] = dict(fields)
    actions = core_actions(spec, frozenset(fields))
    if actions:
        said["actions"] = actions
    kept = "".join(f"  {line}\n" if line else "\n" for line in write_spec(spec).text.splitlines())
    return f"{yaml_from_data(said)}{CORE_KEY}:\n{kept}"


def read_core(text: str, path: str = "") -> SpecFile | None:
    """Return the full spec of a core file, or None for any other file; the part for upstream must be unchanged."""
    document = parse_yaml(text, path)
    kept = _entry(document, CORE_KEY)
    if kept is None:
        return None
    spec = read_spec_node(kept, text, path)
    organization = _entry(document, "organization")
    code, domain = _text(organization, "table_code"), _text(organization, "domain_name")
    _check_unchanged(core_from_spec(spec, code, domain), text, path)
    return spec


def _check_unchanged(exported: str, text: str, path: str) -> None:
    """Refuse an edit of the part for upstream, because the import would lose it silently."""
    if exported == text:
        return
    lines = zip(exported.split("\n"), text.split("\n"), strict=False)
    line = next((number for number, (one, other) in enumerate(lines, 1) if one != other), text.count("\n"))
    sentence = f"{path or 'The file'} was changed after its export, first in line {line}"
    raise ExportError(
        "edited", sentence, f"make the change under `{CORE_KEY}:` or in the full dialect, and export again"
    )


def _entry(node: Node | None, key: str) -> Node | None:
    if not isinstance(node, MappingNode):
        return None
    return next((value for name, value in node.entries if name.value == key), None)


def _text(node: Node | None, key: str) -> str:
    found = _entry(node, key)
    if isinstance(found, ScalarNode):
        return found.value
    return ""
