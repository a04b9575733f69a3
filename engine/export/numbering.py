"""Codes for entities: two digits for the layer, then domain, subdomain, entity and file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from engine.export.errors import ExportError
from engine.export.layer import Layer, layer_of
from engine.export.name import file_name, schema_of
from engine.export.registry import DIGITS, DOMAINS, FILE, Domain, Registry, Subdomain
from engine.spec.file import SpecFile


class Overflow(Enum):
    """What to do with the eleventh entity of a subdomain."""

    REFUSE = "refuse"
    SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class Code:
    """The place of one spec in the tree."""

    layer: Layer
    domain: Domain
    subdomain: Subdomain
    entity: int
    name: str

    @property
    def digits(self) -> str:
        """The six digits; a spec is the first file of its entity."""
        return f"{self.layer.value}{self.domain.code:X}{self.subdomain.code}{self.entity}1"

    @property
    def path(self) -> str:
        """The file of the spec, below the folder that is exported to."""
        digits = self.digits
        title = file_name(self.name).removeprefix("tb_")
        folders = (
            self.layer.folder,
            f"{digits[:3]}_{file_name(self.domain.name)}",
            f"{digits[:4]}_{file_name(self.subdomain.name)}",
            f"{digits[:5]}_{title}",
        )
        return "/".join((*folders, f"{digits}_{file_name(self.name)}.yaml"))


def numbered(registry: Registry, named: Iterable[tuple[str, SpecFile]], overflow: Overflow) -> Registry:
    """The registry with a number for every name and its spec; a number once given stays."""
    for name, spec in named:
        schema = schema_of(spec)
        domain = registry.domain(schema) or _new_domain(registry, schema)
        if "tenant_id" in {field.name for field in spec.fields}:
            domain = replace(domain, multi_tenant=True)
        if registry.place(schema, name) is None:
            domain = _with_entity(domain, domain.key(schema, name), overflow)
        others = tuple(other for other in registry.domains if other.code != domain.code)
        registry = replace(registry, domains=tuple(sorted((*others, domain), key=lambda each: each.code)))
    return registry


def code_of(registry: Registry, name: str, spec: SpecFile) -> Code:
    """The place of a spec whose name the registry has a number for."""
    place = registry.place(schema_of(spec), name)
    if place is None:
        raise ExportError("unnumbered", f"`{name}` has no number", f"number it in {FILE}")
    return Code(layer_of(spec), *place, name)


def _new_domain(registry: Registry, schema: str) -> Domain:
    code = _free({domain.code for domain in registry.domains}, DOMAINS)
    if code is None:
        raise ExportError(
            "domains-overflow",
            f"The schema `{schema}` finds no digit: fifteen domains have one already",
            f"in {FILE}, put it to the `aliases` of a domain that shall hold it too; or export fewer schemas at once",
        )
    return Domain(name=schema, code=code)


def _with_entity(domain: Domain, key: str, overflow: Overflow) -> Domain:
    for subdomain in domain.subdomains or (Subdomain(name=domain.name, code=0),):
        code = _free({taken for _, taken in subdomain.entities})
        if code is not None:
            return _with_subdomain(domain, subdomain.with_entity(key, code))
    code = _free({subdomain.code for subdomain in domain.subdomains})
    if overflow is Overflow.REFUSE or code is None:
        raise _full(domain, key, can_spread=code is not None)
    return _with_subdomain(domain, Subdomain(name=f"{domain.name}_{code}", code=code).with_entity(key, 0))


def _with_subdomain(domain: Domain, subdomain: Subdomain) -> Domain:
    others = tuple(other for other in domain.subdomains if other.code != subdomain.code)
    return replace(domain, subdomains=tuple(sorted((*others, subdomain), key=lambda each: each.code)))


def _free(taken: set[int], digits: Iterable[int] = DIGITS) -> int | None:
    return next((code for code in digits if code not in taken), None)


def _full(domain: Domain, key: str, *, can_spread: bool) -> ExportError:
    sentence = f"`{key}` finds no number: every subdomain of `{domain.name}` has ten entities already"
    choices = [f"name a further subdomain with room in {FILE}"] if can_spread else []
    choices += ["export with `--overflow spread`, which opens one by itself"] if can_spread else []
    choices += ["split the schema into two domains", "export a part of the specs"]
    return ExportError("entities-overflow", sentence, "; or ".join(choices))
