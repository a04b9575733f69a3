"""Words that people ask with, and words that code is written with.

A question is widened by the other members of the groups of its words. They hold the general vocabulary of databases
and English, not that of any code base.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from engine.retrieval.words.stem_word import stem_word

RELATED_WEIGHT = 0.35

_GROUPS = """
delete remove purge drop erase clean clear prune discard
create add insert new register append build generate
update change modify set alter edit adjust assign
check validate verify ensure assert raise valid sure guard require enforce
find get fetch lookup search select list read load query retrieve
count number total sum aggregate amount
log audit history record trail track journal
user account person member customer
permission grant privilege access allow right role policy
lock unlock concurrent race exclusive advisory
time date timestamp interval when day
error exception raise fail failure refuse reject deny abort forbid
copy clone replicate
twice duplicate unique already exist double once
notify publish emit send message broadcast signal
queue job task worker
schedule cron periodic interval due
version revision snapshot
undo rollback revert restore recover
merge combine upsert conflict join concatenate
split partition divide chunk shard
archive retire expire
move transfer migrate rename
convert cast transform translate format parse
compute calculate derive
start begin open init initialize
stop end finish close complete done
cancel abort kill terminate
enable disable activate deactivate toggle
default fallback coalesce otherwise
foreign reference parent child depend
trigger event hook fire
temporary temp scratch staging
previous last before old prior
next following after
random uuid guid token secret key
hash digest checksum md5 sha
encrypt decrypt crypt password
dynamic execute format string
table relation view
column field attribute
index constraint
hide soft deleted visible
approve accept confirm
state status stage phase
owner author creator
retry attempt repeat again
batch bulk many each loop
tree hierarchy recursive ancestor descendant
rank order sort position
limit page offset cursor
email mail address
price cost money payment paid charge
""".strip()


def vocabulary() -> frozenset[str]:
    """Return the words of all groups."""
    return frozenset(_GROUPS.split())


@cache
def _related() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _GROUPS.splitlines():
        group = frozenset(map(stem_word, line.split()))
        for word in group:
            found[word] = found.get(word, frozenset()) | group
    return found


def widen_query(words: Iterable[str]) -> dict[str, float]:
    """Return the stems of a question with their weights: 1 for those that it has, less for related ones."""
    asked = list(words)
    weights = dict.fromkeys(asked, 1.0)
    for word in asked:
        for other in sorted(_related().get(word, ())):
            weights.setdefault(other, RELATED_WEIGHT)
    return weights
