"""The sources of attacks by name: each yields a few pairs at a time."""

import random
from collections.abc import Callable, Iterator

from attacks.headers import header_pairs
from attacks.hints import hint_pairs
from attacks.objects import object_pairs
from attacks.pair import Pair
from attacks.renames import name_pairs
from attacks.tables import table_pairs
from attacks.words import word_pairs

SOURCES: dict[str, Callable[[random.Random], Iterator[Pair]]] = {
    "names": name_pairs,
    "words": word_pairs,
    "headers": header_pairs,
    "hints": hint_pairs,
    "objects": object_pairs,
    "tables": table_pairs,
}
