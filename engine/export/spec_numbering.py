"""Codes for entities: two digits for the layer, then domain, subdomain, entity and file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from engine.export.domain_registry import (
    DIGITS,
    DOMAIN_CODES,
    REGISTRY_FILE,
    DomainRegistry,
    RegisteredDomain,
    Subdomain,
)
from engine.export.export_error import ExportError
from engine.export.spec_names import file_name, schema_name
from engine.export.tree_layer import TreeLayer, tree_layer
from engine.spec.document.file import SpecFile


class Overflow(Enum):
    """What to do when a subdomain already has ten entities."""

    REFUSE = "refuse"
    SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class SpecCode:
    """The place of one spec in the tree."""

    layer: TreeLayer
    domain: RegisteredDomain
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


def number_specs(registry: DomainRegistry, named: Iterable[tuple[str, SpecFile]], overflow: Overflow) -> DomainRegistry:
    """Return the registry with a number for every spec; existing numbers never change."""
    for name, spec in named:
        schema = schema_name(spec)
        place = registry.place(schema, name)
        domain = place[0] if place else _domain_with(registry, schema, name, overflow)
        if "tenant_id" in {field.name for field in spec.fields}:
            domain = replace(domain, multi_tenant=True)
        registry = registry.with_domain(domain)
    return registry


def spec_code(registry: DomainRegistry, name: str, spec: SpecFile) -> SpecCode:
    """Return the place of a spec that has a number in the registry."""
    place = registry.place(schema_name(spec), name)
    if place is None:
        raise ExportError("unnumbered", f"`{name}` has no number", f"number it in {REGISTRY_FILE}")
    return SpecCode(tree_layer(spec), *place, name)


def _domain_with(registry: DomainRegistry, schema: str, name: str, overflow: Overflow) -> RegisteredDomain:
    """Return the schema's first domain that has room, with the entity added."""
    domains = registry.domains_of(schema) or (_new_domain(registry, schema, schema),)
    for domain in domains:
        found = _with_entity(domain, domain.key(schema, name), overflow)
        if found is not None:
            return found
    if overflow is Overflow.REFUSE:
        raise ExportError(
            "entities_overflow",
            f"There is no number left for `{name}`: every subdomain of `{domains[-1].name}` has ten entities already",
            f"name a further subdomain in {REGISTRY_FILE}; or a further domain with `{schema}` among its `aliases`; "
            "or export with `--overflow spread`, which adds them automatically; or export fewer specs",
        )
    further = _new_domain(registry, f"{schema}_{len(domains) + 1}", schema)
    return _with_subdomain(further, Subdomain(name=further.name, code=0).with_entity(further.key(schema, name), 0))


def _new_domain(registry: DomainRegistry, name: str, schema: str) -> RegisteredDomain:
    code = _free({domain.code for domain in registry.domains}, DOMAIN_CODES)
    if code is None:
        raise ExportError(
            "domains_overflow",
            f"There is no digit left for the schema `{schema}`: all {len(DOMAIN_CODES)} are taken",
            f"in {REGISTRY_FILE}, add it to the `aliases` of the domain it belongs to, or export fewer schemas at once",
        )
    return RegisteredDomain(name=name, code=code, aliases=() if name == schema else (schema,))


def _with_entity(domain: RegisteredDomain, key: str, overflow: Overflow) -> RegisteredDomain | None:
    for subdomain in domain.subdomains or (Subdomain(name=domain.name, code=0),):
        code = _free({taken for _, taken in subdomain.entities})
        if code is not None:
            return _with_subdomain(domain, subdomain.with_entity(key, code))
    code = _free({subdomain.code for subdomain in domain.subdomains})
    if overflow is Overflow.REFUSE or code is None:
        return None
    return _with_subdomain(domain, Subdomain(name=f"{domain.name}_{code}", code=code).with_entity(key, 0))


def _with_subdomain(domain: RegisteredDomain, subdomain: Subdomain) -> RegisteredDomain:
    others = tuple(other for other in domain.subdomains if other.code != subdomain.code)
    return replace(domain, subdomains=tuple(sorted((*others, subdomain), key=lambda each: each.code)))


def _free(taken: set[int], digits: Iterable[int] = DIGITS) -> int | None:
    return next((code for code in digits if code not in taken), None)
