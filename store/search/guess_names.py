"""Names that a question may mean: its words, and neighbours joined."""

import re

_WORD = re.compile(r"\w+")
_LONGEST = 3


def guess_names(question: str) -> list[str]:
    """Return the words of a question and up to three neighbours joined with an underscore, long ones first."""
    words = [word.lower() for word in _WORD.findall(question)]
    runs = [words[at : at + length] for length in range(1, _LONGEST + 1) for at in range(len(words) - length + 1)]
    joined = ["_".join(run) for run in runs]
    return sorted(dict.fromkeys(joined), key=lambda name: (-name.count("_"), name))
