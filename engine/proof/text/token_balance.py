"""The second account of a proof: a rule must claim every token that only one text has.

Trees are compared as the parsers build them. If our parser ever lost a token, two trees could look alike; the count of
tokens would still differ.
"""

from collections import Counter
from collections.abc import Iterable

from engine.plpgsql.tree import Token
from engine.proof.difference_error import DifferenceError
from engine.proof.rule import Rule

Tokens = tuple[Token, ...]


def check_token_balance(original: Tokens, lowered: Tokens, rules: Iterable[Rule]) -> set[str]:
    """Return the names of the rules that account for every token one side has more of."""
    ones = Counter(token.word for token in original)
    others = Counter(token.word for token in lowered)
    surplus, missing = ones - others, others - ones
    rules = tuple(rules)
    used = _respell(surplus, missing, rules)
    used |= _claim(surplus, original, rules, lowered=False)
    return used | _claim(missing, lowered, rules, lowered=True)


def _respell(surplus: Counter[str], missing: Counter[str], rules: tuple[Rule, ...]) -> set[str]:
    """Cancel words that one rule spells alike, then words that need several rules."""
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
    """Return a word after all rules, applied in turn, and the names of those that changed it."""
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
        if lowered:
            raise DifferenceError(f'only the lowered text has "{word}"', None, at)
        raise DifferenceError(f'only the original text has "{word}"', at)
    return used
