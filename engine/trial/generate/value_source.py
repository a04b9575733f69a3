"""Draw values for a column or a parameter."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

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
    is_closed: bool = False  # only `own` is valid, as in an enum or under a CHECK with a list

    def draw(self, chance: random.Random, traits: StateTraits) -> str:
        """Draw a value other than NULL."""
        themes = values_near(self.type_name, (traits.theme,)) if traits.theme and not self.is_closed else ()
        if themes and chance.random() < _THEME_RATE:
            return chance.choice(themes)
        if self.own and (self.is_closed or chance.random() < traits.mined_rate):
            return chance.choice(self.own)
        if self.other and chance.random() < _BORROW_RATE:
            return chance.choice(self.other)
        return chance.choice(self.ordinary)


def value_source(
    name: str, type_name: str, mined: MinedLiterals, labels: Sequence[str] = (), allowed: Sequence[str] = ()
) -> ValueSource:
    """Return where the values of a name come from; `allowed` are the literals of its CHECK constraints."""
    if labels:
        return ValueSource(type_name, tuple(labels), (), tuple(labels), is_closed=True)
    checked = tuple(map(_unquoted, allowed))
    own = values_near(type_name, (*checked, *mined.of(name)))
    texts = tuple(each for each in checked if not _is_number(each))
    if len(texts) > 1:
        return ValueSource(type_name, texts, (), texts, is_closed=True)
    return ValueSource(type_name, own, values_near(type_name, mined.everything), ordinary_values(type_name))


def _unquoted(literal: str) -> str:
    """Return the text of a SQL literal."""
    if literal.startswith("'"):
        return literal[1:-1].replace("''", "'")
    return literal


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()
