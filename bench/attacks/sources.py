"""The sources of attacks by name: each yields a few pairs at a time."""

import random
from collections.abc import Callable, Iterator

from attacks.pair import Pair
from attacks.renames import name_pairs

SOURCES: dict[str, Callable[[random.Random], Iterator[Pair]]] = {"names": name_pairs}
