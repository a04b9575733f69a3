"""How long an assessment takes, how much memory, and whether its counts are those of an independent count.

    python bench/assess.py CORPUS... [--no-proof]

The independent count works on text alone: comments, literals, names in quotes and bodies are blanked by regular
expressions, what is left is divided at semicolons, and the first words of each statement say its kind. `differences`
lists every kind whose counts are not equal. Seconds are CPU time of one process; `per_10k` scales them to 10,000
routines.
"""

import argparse
import gc
import json
import re
import resource
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from corpora.sources import sources_of

from engine.assess.assessment import StatusOf, assess_sources
from engine.assess.unit_status import converted_status, unproved_status

_NOISE = re.compile(
    r"--[^\n]*|/\*.*?\*/|\"[^\"]*\"|\$(\w*)\$.*?\$\1\$|(?:\b[eE])'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'"
    r"|^(?:COPY|copy)\b[^;]*?(?:FROM|from)\s+(?:STDIN|stdin)[^\n]*\n.*?^\\\.$|^\\[^\n]*",
    re.DOTALL | re.MULTILINE,
)
_KINDS = (
    ("function", r"CREATE\s+(?:OR\s+REPLACE\s+)?FUNCTION"),
    ("procedure", r"CREATE\s+(?:OR\s+REPLACE\s+)?PROCEDURE"),
    ("table", r"CREATE\s+(?:(?:GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED)\s+)*TABLE"),
    ("view", r"CREATE\s+(?:OR\s+REPLACE\s+)?(?:TEMP(?:ORARY)?\s+)?(?:RECURSIVE\s+)?VIEW"),
    ("materialized_view", r"CREATE\s+MATERIALIZED\s+VIEW"),
    ("trigger", r"CREATE\s+(?:OR\s+REPLACE\s+)?(?:CONSTRAINT\s+)?TRIGGER"),
    ("index", r"CREATE\s+(?:UNIQUE\s+)?INDEX"),
    ("policy", r"CREATE\s+POLICY"),
    ("sequence", r"CREATE\s+(?:TEMP(?:ORARY)?\s+)?SEQUENCE"),
    ("schema", r"CREATE\s+SCHEMA"),
    ("domain", r"CREATE\s+DOMAIN"),
    ("rule", r"CREATE\s+(?:OR\s+REPLACE\s+)?RULE"),
    ("do", r"DO\b"),
)
_PATTERNS = [(kind, re.compile(rf"\s*{pattern}\b", re.IGNORECASE)) for kind, pattern in _KINDS]


def main() -> None:
    """Assess each corpus, and print its figures as one line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    parser.add_argument("--no-proof", action="store_true")
    options = parser.parse_args()
    gc.set_threshold(200_000, 20, 20)  # as the command does
    for corpus in options.corpora:
        print(json.dumps(_figures(corpus, unproved_status if options.no_proof else converted_status)))


def _figures(corpus: Path, status_of: StatusOf) -> dict[str, object]:
    begun = process_time()
    sources = list(sources_of(corpus))
    found = assess_sources(sources, status_of=status_of)
    seconds = process_time() - begun
    ours = found.count_by(lambda each: each.kind)
    theirs = Counter(kind for source in sources for kind in independent_kinds(source.text))
    differences = {kind: [ours.get(kind, 0), theirs[kind]] for kind, _ in _KINDS if ours.get(kind, 0) != theirs[kind]}
    return {
        "corpus": corpus.name,
        "files": found.files,
        "units": len(found.units),
        "routines": len(found.routines),
        "seconds": round(seconds, 1),
        "per_10k": round(seconds * 10_000 / max(len(found.routines), 1), 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "status": found.count_by(lambda each: each.status),
        "edges": len(found.graph.edges),
        "cycles": len(found.graph.cycles),
        "compared_kinds": len(_KINDS),
        "differences": differences,
    }


def independent_kinds(text: str) -> Iterator[str]:
    """The kinds of the statements of a text, by their first words alone."""
    for statement in _NOISE.sub(" x ", text).split(";"):
        plain = re.sub(r"^(?:\s*x\s)+", "", statement)
        kind = next((kind for kind, pattern in _PATTERNS if pattern.match(plain)), None)
        if kind is not None:
            yield kind


if __name__ == "__main__":
    main()
