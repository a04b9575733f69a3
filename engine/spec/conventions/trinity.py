"""Trinity: one key to join by, one for the outside, one for people."""

from __future__ import annotations

from engine.spec.conventions.convention import Columns, Convention
from engine.spec.model import Field, PrimaryKeySpec, UniqueSpec


def _columns(entity: str) -> Columns:
    fields = (
        Field(name=f"pk_{entity}", type="integer", identity="by default"),
        Field(name="id", type="uuid", default="gen_random_uuid()", nullable=False),
        Field(name="identifier", type="text", nullable=False),
    )
    keys = (
        PrimaryKeySpec(primary_key=(f"pk_{entity}",)),
        UniqueSpec(unique=("id",)),
        UniqueSpec(unique=("identifier",)),
    )
    return fields, keys


TRINITY = Convention("trinity", "first", _columns)
