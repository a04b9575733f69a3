"""Words that are written together: `deletesalesitem` has three."""

from functools import cache, lru_cache

from engine.retrieval.words.related_words import vocabulary

_SHORTEST = 3
_LONGEST = 63  # the longest name that PostgreSQL keeps; the search for a split is a recursion over the letters
_LONGEST_REST = 3  # letters that belong to no known word, such as an abbreviation between two
_LEAST_WORDS = 2

_MORE_WORDS = """
action address admin after agent amount area attribute audit back bank base batch before billing body book
bucket budget cache calendar card cart category change child city class client code column comment company
config contact content context control cost count country credit currency current customer daily data database
date debit department detail device discount document driver edge email employee engine entity entry error event
expense feature field file filter first folder form format full function geometry global group hash head header
history home hour image import index info input inventory invoice item job journal key label last layer ledger
length level library line link list local location login lookup main manager map mark member memo menu message
meta method metric minute model module money month name network node note number object office offer option
order organization output owner page parent part party password path payment period person phone photo picture
plan point policy position post price print priority private process product profile project property public
purchase quantity query queue quote range rate receipt record reference region relation release remote rental
report request reservation result return review role room route rule sale sales sample schedule schema score
script section segment sequence series server service session setting shape shift ship shipment shipping site
size source stage standard start state static status step stock storage store street string subject summary
supplier switch system table tag target task tax team template term text ticket time title token total trace
transaction transfer tree trigger type unit update user valid value vendor version view visit void volume
warehouse week weight work worker year zone
"""


def split_joined(word: str) -> tuple[str, ...]:
    """Return the known words that a long one is made of; empty where it is not made of known words."""
    if not 2 * _SHORTEST <= len(word) <= _LONGEST:
        return ()
    found, rest = _best_split(word)
    enough = len(found) >= _LEAST_WORDS and rest <= _LONGEST_REST
    return found if enough and word not in _known() else ()


@cache
def _known() -> frozenset[str]:
    return frozenset(word for word in (*vocabulary(), *_MORE_WORDS.split()) if len(word) >= _SHORTEST)


@lru_cache(maxsize=16384)
def _best_split(word: str) -> tuple[tuple[str, ...], int]:
    """The known words of a text that leave the fewest letters, and how many those are."""
    if not word:
        return (), 0
    found, rest = _best_split(word[1:])
    best = (found, rest + 1)
    for end in range(_SHORTEST, len(word) + 1):
        if word[:end] in _known():
            others, rest = _best_split(word[end:])
            if (rest, len(others) + 1) < (best[1], len(best[0])):
                best = ((word[:end], *others), rest)
    return best
