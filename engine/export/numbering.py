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
        place = registry.place(schema, name)
        domain = place[0] if place else _domain_with(registry, schema, name, overflow)
        if "tenant_id" in {field.name for field in spec.fields}:
            domain = replace(domain, multi_tenant=True)
        registry = registry.with_domain(domain)
    return registry


def code_of(registry: Registry, name: str, spec: SpecFile) -> Code:
    """The place of a spec whose name the registry has a number for."""
    place = registry.place(schema_of(spec), name)
    if place is None:
        raise ExportError("unnumbered", f"`{name}` has no number", f"number it in {FILE}")
    return Code(layer_of(spec), *place, name)


def _domain_with(registry: Registry, schema: str, name: str, overflow: Overflow) -> Domain:
    """A domain of the schema with one entity more; the first one that has room."""
    domains = registry.domains_of(schema) or (_new_domain(registry, schema, schema),)
    for domain in domains:
        found = _with_entity(domain, domain.key(schema, name), overflow)
        if found is not None:
            return found
    if overflow is Overflow.REFUSE:
        raise ExportError(
            "entities-overflow",
            f"`{name}` finds no number: every subdomain of `{domains[-1].name}` has ten entities already",
            f"name a further subdomain in {FILE}; or a further domain with `{schema}` among its `aliases`; "
            "or export with `--overflow spread`, which opens them by itself; or export a part of the specs",
        )
    further = _new_domain(registry, f"{schema}_{len(domains) + 1}", schema)
    return _with_subdomain(further, Subdomain(name=further.name, code=0).with_entity(further.key(schema, name), 0))


def _new_domain(registry: Registry, name: str, schema: str) -> Domain:
    code = _free({domain.code for domain in registry.domains}, DOMAINS)
    if code is None:
        raise ExportError(
            "domains-overflow",
            f"The schema `{schema}` finds no digit: {len(DOMAINS)} domains have one each",
            f"in {FILE}, put it to the `aliases` of a domain that shall hold it too; or export fewer schemas at once",
        )
    return Domain(name=name, code=code, aliases=() if name == schema else (schema,))


def _with_entity(domain: Domain, key: str, overflow: Overflow) -> Domain | None:
    for subdomain in domain.subdomains or (Subdomain(name=domain.name, code=0),):
        code = _free({taken for _, taken in subdomain.entities})
        if code is not None:
            return _with_subdomain(domain, subdomain.with_entity(key, code))
    code = _free({subdomain.code for subdomain in domain.subdomains})
    if overflow is Overflow.REFUSE or code is None:
        return None
    return _with_subdomain(domain, Subdomain(name=f"{domain.name}_{code}", code=code).with_entity(key, 0))


def _with_subdomain(domain: Domain, subdomain: Subdomain) -> Domain:
    others = tuple(other for other in domain.subdomains if other.code != subdomain.code)
    return replace(domain, subdomains=tuple(sorted((*others, subdomain), key=lambda each: each.code)))


def _free(taken: set[int], digits: Iterable[int] = DIGITS) -> int | None:
    return next((code for code in digits if code not in taken), None)
