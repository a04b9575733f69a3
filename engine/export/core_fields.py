"""Fields as upstream reads them: with its own types, and without its reserved names."""

from __future__ import annotations

import re
from typing import Final

from engine.spec.document.field import Field
from engine.spec.document.field_type import ref_target
from engine.spec.document.file import SpecFile

_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_RESERVED: Final = frozenset(
    {
        "id", "tenant_id", "identifier", "sequence_number", "display_identifier", "path",
        "created_at", "created_by", "updated_at", "updated_by", "deleted_at", "deleted_by",
        "identifier_recalculated_at", "identifier_recalculated_by", "path_updated_at", "path_updated_by",
    }
)  # fmt: skip
"""Upstream adds these columns itself and refuses an entity that has them."""

_TYPES: Final = {
    "int": "integer", "int4": "integer", "smallint": "integer", "int2": "integer", "int8": "bigint",
    "bool": "boolean", "real": "float", "float4": "float", "float8": "float", "double precision": "float",
    "jsonb": "json", "timestamptz": "datetime", "timestamp with time zone": "datetime", "interval": "duration",
    "inet": "ipAddress", "macaddr": "macAddress", "point": "coordinates",
}  # fmt: skip
"""Upstream's nearest type; it treats any word that it does not know as TEXT."""


def core_fields(spec: SpecFile) -> dict[str, str]:
    """Return name and short form of each field that upstream accepts, in source order."""
    fields: dict[str, str] = {}
    names = {field.name for field in spec.fields}
    for field in spec.fields:
        name = _core_name(field)
        if name is not None and (name == field.name or name not in names | fields.keys()):
            fields[name] = _core_type(field)
    return fields


def _core_name(field: Field) -> str | None:
    """Return the name without `fk_` for a reference, because upstream adds the prefix itself."""
    name = field.name.removeprefix("fk_") if ref_target(field.type) else field.name
    is_refused = not _NAME.fullmatch(name) or name in _RESERVED or name.startswith(("pk_", "fk_"))
    if is_refused:
        return None
    return name


def _core_type(field: Field) -> str:
    kind = " ".join(_TYPES.get(field.type.lower(), field.type).split())
    default = "" if field.default is None or "\n" in field.default else f" = {field.default}"
    return f"{kind}{default}{'' if field.nullable else '!'}"
