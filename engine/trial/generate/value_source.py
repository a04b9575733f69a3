"""Draw values for a column or a parameter."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from engine.trial.generate.generator_settings import StateTraits
from engine.trial.generate.mined_literals import MinedLiterals
from engine.trial.generate.value_pools import ordinary_values, values_near

_THEME_RATE = 0.4
_BORROW_RATE = 0.15  # how often a literal of another value is tried


@dataclass(frozen=True, slots=True)
class ValueSource:
    """The values that suit a name of a type: `own` from literals compared with it, `other` from all others."""

    type_name: str
    own: tuple[str, ...]
    other: tuple[str, ...]
    ordinary: tuple[str, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """Return every value once."""
        return tuple(dict.fromkeys((*self.own, *self.other, *self.ordinary)))

    def draw(self, chance: random.Random, traits: StateTraits) -> str | None:
        """Draw a value; None where there is none but NULL."""
        themes = _themes(self.type_name, traits.theme) if traits.theme else ()
        known = [each for each in themes if each in self.own or each in self.other or each in self.ordinary]
        if known and chance.random() < _THEME_RATE:
            return chance.choice(known)
        if self.own and (not self.ordinary or chance.random() < traits.mined_rate):
            return chance.choice(self.own)
        if self.other and (not self.ordinary or chance.random() < _BORROW_RATE):
            return chance.choice(self.other)
        return chance.choice(self.ordinary) if self.ordinary else None

    def only(self, is_valid: Callable[[str], bool]) -> "ValueSource":
        """Return the same source with its valid values alone."""
        own, other, ordinary = (tuple(filter(is_valid, each)) for each in (self.own, self.other, self.ordinary))
        return ValueSource(self.type_name, own, other, ordinary)


@lru_cache(maxsize=4096)
def _themes(type_name: str, theme: str) -> tuple[str, ...]:
    """Return what a type makes of a theme; a state asks for the same one again and again."""
    return values_near(type_name, (theme,))


def value_source(
    name: str, type_name: str, mined: MinedLiterals, labels: Sequence[str] = (), allowed: Sequence[str] = ()
) -> ValueSource:
    """Return where the values of a name come from; `allowed` are the literals of its CHECK constraints."""
    if labels:
        return ValueSource(type_name, tuple(labels), (), ())
    own = values_near(type_name, (*map(_unquoted, allowed), *mined.of(name)))
    other = values_near(type_name, ("0", "1", *mined.everything))
    return ValueSource(type_name, own, other, ordinary_values(type_name))


def _unquoted(literal: str) -> str:
    """Return the text of a SQL literal."""
    if literal.startswith("'"):
        return literal[1:-1].replace("''", "'")
    return literal
