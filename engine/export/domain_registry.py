"""The numbers of domains, subdomains and entities: the file that keeps codes stable between exports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.export.export_error import ExportError
from engine.spec.reader import read_shape
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.writer import write_spec

REGISTRY_FILE = "domain_registry.yaml"
DIGITS = range(10)
DOMAIN_CODES = range(1, 16)
"""A domain has a hexadecimal digit; upstream never uses zero."""


@shape()
class Subdomain:
    """Up to ten entities of a domain, each with its digit."""

    name: str = slots.text()
    code: int = slots.number()
    entities: tuple[tuple[str, int], ...] = slots.mapping_of(slots.NameSlot(), slots.NumberSlot(), default=())

    def with_entity(self, name: str, code: int) -> Subdomain:
        """Return the subdomain with an entity added."""
        return replace(self, entities=(*self.entities, (name, code)))


@shape()
class RegisteredDomain:
    """A schema, and the other schemas that share its digit; in a multi-tenant domain every row has a tenant."""

    name: str = slots.text()
    code: int = slots.number()
    multi_tenant: bool = slots.flag(default=False)
    aliases: tuple[str, ...] = slots.list_of(slots.TextSlot(), default=())
    subdomains: tuple[Subdomain, ...] = slots.records(Subdomain, default=())

    def holds(self, schema: str) -> bool:
        """Whether a schema belongs to the domain."""
        return schema == self.name or schema in self.aliases

    def key(self, schema: str, name: str) -> str:
        """Return the key of an entity within the domain."""
        if schema == self.name:
            return name
        return f"{schema}.{name}"


@shape()
class DomainRegistry:
    """All domains of an export."""

    version: int = slots.number()
    domains: tuple[RegisteredDomain, ...] = slots.records(RegisteredDomain, default=())

    def domains_of(self, schema: str) -> tuple[RegisteredDomain, ...]:
        """Return the domains that hold entities of a schema: one, unless it overflowed."""
        return tuple(domain for domain in self.domains if domain.holds(schema))

    def with_domain(self, domain: RegisteredDomain) -> DomainRegistry:
        """Return the registry with a domain added, or replaced by its number."""
        others = (other for other in self.domains if other.code != domain.code)
        return replace(self, domains=tuple(sorted((*others, domain), key=lambda each: each.code)))

    def place(self, schema: str, name: str) -> tuple[RegisteredDomain, Subdomain, int] | None:
        """Return domain, subdomain and digit of an entity."""
        return next(
            (
                (domain, subdomain, code)
                for domain in self.domains_of(schema)
                for subdomain in domain.subdomains
                for key, code in subdomain.entities
                if key == domain.key(schema, name)
            ),
            None,
        )


EMPTY_REGISTRY = DomainRegistry(version=1)


def read_registry(text: str, path: str = REGISTRY_FILE) -> DomainRegistry:
    """Return the registry in a file; raise SpecError if it is invalid, ExportError if numbers clash."""
    registry = read_shape(DomainRegistry, text, path)
    _check(path, "domain", [domain.code for domain in registry.domains], DOMAIN_CODES)
    for domain in registry.domains:
        _check(path, f"subdomain of `{domain.name}`", [subdomain.code for subdomain in domain.subdomains], DIGITS)
        for subdomain in domain.subdomains:
            _check(path, f"entity of `{subdomain.name}`", [code for _, code in subdomain.entities], DIGITS)
    return registry


def write_registry(registry: DomainRegistry) -> str:
    """Return a registry as text."""
    return write_spec(registry).text


def _check(path: str, what: str, codes: Sequence[int], allowed: range) -> None:
    if len(set(codes)) < len(codes) or not set(codes) <= set(allowed):
        sentence = f"In {path} each {what} needs a number of its own from {allowed[0]} to {allowed[-1]}"
        raise ExportError("registry", sentence, f"they are {', '.join(map(str, codes))}")
