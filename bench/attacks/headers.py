"""Attacks by headers: attributes and their defaults, their order and values, parameters, defaults and results."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from attacks.pair import Pair
from attacks.texts import read_lists

BODIES = {"plpgsql": "BEGIN RETURN NULL; END", "sql": "SELECT NULL::int"}
CALLS = (
    "SELECT * FROM f(1)", "SELECT * FROM f()", "SELECT f(p => 1)",
    "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname ~* '^f$'",
)  # fmt: skip
WORDS = read_lists("headers")
PARTS = ("opening", "name", "parameters", "parameters", "result", "language", *("attributes",) * 6)


@dataclass(frozen=True, slots=True)
class Header:
    """The parts of a CREATE FUNCTION or PROCEDURE."""

    opening: str
    name: str
    parameters: str
    result: str
    language: str
    attributes: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole statement, with a body of its language."""
        body = BODIES["sql" if self.language.lower().endswith((" sql", "'sql'")) else "plpgsql"]
        result = "" if "PROCEDURE" in self.opening else self.result
        words = " ".join((self.language, *self.attributes))
        return f"{self.opening} {self.name}({self.parameters}) {result} {words} AS $fn${body}$fn$;"


def header_pairs(chance: random.Random) -> Iterator[Pair]:
    """One header beside others that differ in one of their parts."""
    header = Header(
        chance.choice(WORDS["openings"][:2]),
        chance.choice(WORDS["names"][:2]),
        chance.choice(WORDS["parameters"]),
        chance.choice(WORDS["results"][:12]),
        chance.choice(WORDS["languages"][:3]),
        tuple(chance.sample(WORDS["attributes"], chance.randint(0, 3))),
    )
    for _ in range(8):
        kind = chance.choice(PARTS)
        changed = replace(header, **{kind: _other(chance, kind, header)})
        if changed != header:
            yield Pair(f"header: {kind}", header.text, changed.text, CALLS)


def _other(chance: random.Random, kind: str, header: Header) -> object:
    if kind != "attributes":
        return chance.choice(WORDS[kind if kind == "parameters" else f"{kind}s"])
    attributes = list(header.attributes)
    match chance.randrange(4):
        case 0:
            chance.shuffle(attributes)
        case 1 if attributes:
            attributes[chance.randrange(len(attributes))] = chance.choice(WORDS["attributes"])
        case 2 if attributes:
            attributes.pop()
        case _:
            attributes.insert(chance.randint(0, len(attributes)), chance.choice(WORDS["attributes"]))
    return tuple(attributes)
