"""English words without their endings."""

import re
from functools import lru_cache

_VOWEL = re.compile(r"[aeiouy]")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ied", "ies", "ed", "es", "s", "e")
_SHORTEST = 3


@lru_cache(maxsize=65536)
def stem_word(word: str) -> str:
    """Return a word without its English ending, if what is left can still be a word."""
    for ending in _ENDINGS:
        if word.endswith(ending):
            rest = word[: -len(ending)]
            if len(rest) >= _SHORTEST and _VOWEL.search(rest) and not (ending == "s" and rest[-1] in "su"):
                return _without_doubled_end(rest + "y" * (ending in {"ied", "ies"}))
    return word


def _without_doubled_end(stem: str) -> str:
    """`shipp` of "shipped" and `ship` of "ships" are the same stem; `call` keeps its end."""
    is_doubled = len(stem) > _SHORTEST and stem[-1] == stem[-2] and stem[-1] not in "aeiouls"
    return stem[:-1] if is_doubled else stem
