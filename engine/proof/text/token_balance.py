"""The second account of a proof: a token that only one text has must be let go by a rule.

Trees are compared by what the parsers made of the texts. Should a parser of ours ever lose a token, the trees would
look alike; here, where tokens are only counted, the loss shows.
"""

from collections import Counter
from collections.abc import Iterable

from engine.plpgsql.tree import Token
from engine.proof.difference_error import DifferenceError
from engine.proof.rule import Rule

Tokens = tuple[Token, ...]


def check_token_balance(original: Tokens, lowered: Tokens, rules: Iterable[Rule]) -> set[str]:
    """The names of the rules that account for every token one side has more of."""
    ones = Counter(token.word for token in original)
    others = Counter(token.word for token in lowered)
    surplus, missing = ones - others, others - ones
    rules = tuple(rules)
    used = _respell(surplus, missing, rules)
    used |= _claim(surplus, original, rules, lowered=False)
    return used | _claim(missing, lowered, rules, lowered=True)


def _respell(surplus: Counter[str], missing: Counter[str], rules: tuple[Rule, ...]) -> set[str]:
    """Cancel words that a rule spells alike, then those that it takes more than one rule for."""
    used: set[str] = set()
    respelling = tuple(rule for rule in rules if rule.respell)
    for together in (*((rule,) for rule in respelling), respelling):
        if surplus and missing:
            used |= _cancel(surplus, missing, together)
    return used


def _cancel(surplus: Counter[str], missing: Counter[str], rules: tuple[Rule, ...]) -> set[str]:
    used: set[str] = set()
    spelled: dict[str, list[str]] = {}
    for word in missing.elements():
        spelled.setdefault(_spelling(word, rules)[0], []).append(word)
    for word in list(surplus.elements()):
        form, needed = _spelling(word, rules)
        partners = spelled.get(form)
        if partners:
            partner = partners.pop()
            _take(surplus, word)
            _take(missing, partner)
            used |= needed | _spelling(partner, rules)[1]
    return used


def _spelling(word: str, rules: tuple[Rule, ...]) -> tuple[str, set[str]]:
    """A word as the rules spell it, each what another left of it, and the names of those that changed it."""
    used: set[str] = set()
    for rule in rules * 2:
        spelled = rule.respell(word) if rule.respell else word
        if spelled != word:
            used.add(rule.name)
            word = spelled
    return word, used


def _take(counter: Counter[str], word: str) -> None:
    counter[word] -= 1
    if not counter[word]:
        del counter[word]


def _claim(surplus: Counter[str], tokens: Tokens, rules: tuple[Rule, ...], *, lowered: bool) -> set[str]:
    used: set[str] = set()
    for at, token in enumerate(tokens):
        if token.word not in surplus:
            continue
        claiming = next((rule.name for rule in rules if rule.claims(tokens, at)), None)
        if claiming is not None:
            used.add(claiming)
            _take(surplus, token.word)
    for word in surplus:
        at = next(token.start for token in tokens if token.word == word)
        text = "lowered" if lowered else "original"
        raise DifferenceError(f'only the {text} text has "{word}"', *((None, at) if lowered else (at, None)))
    return used
