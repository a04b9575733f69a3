"""Prove that two texts define the same routine or object."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from engine.plpgsql.body import parse_body
from engine.plpgsql.lexer import LexError, tokenize
from engine.plpgsql.tree import Comment, Token
from engine.proof.compare_bodies import BodyComparison
from engine.proof.compare_headers import compare_headers
from engine.proof.ddl.prove_objects import prove_object
from engine.proof.difference import difference_from_error
from engine.proof.difference_error import DifferenceError
from engine.proof.facts import SchemaFacts, discharge
from engine.proof.parse_tree import parse_tree
from engine.proof.renames.prove_renames import HeaderNames, prove_renames
from engine.proof.routine import BODY_FIELDS, Routine, mentions_word, read_routine, same_header
from engine.proof.rule import Rule
from engine.proof.rules import all_rules, rules_version
from engine.proof.text.hints import compare_hints
from engine.proof.text.initial_signs import differ_in_initial_signs
from engine.proof.text.lexical_words import differ_in_last_semicolon, find_first_difference, lexical_words
from engine.proof.text.token_balance import check_token_balance
from engine.proof.verdict import Evidence, Level, Obligation, Verdict, VerdictKind


def prove(original: str, lowered: str, facts: SchemaFacts | None = None, rules: Iterable[str] | None = None) -> Verdict:
    """Return the verdict on two statements, under the named rules or under all."""
    enabled = all_rules().keys() if rules is None else set(rules)
    try:
        applying = _applying_rules(enabled, original, lowered)
        level, used, obligations = _Comparison(original, lowered, applying).run()
    except RecursionError:
        return _unverified(original, lowered, DifferenceError("the texts are nested too deeply to be compared"))
    except DifferenceError as found:
        if _makes_objects(original) and _makes_objects(lowered):
            return prove_object(original, lowered)
        return _unverified(original, lowered, found)
    checked = discharge(obligations, facts)
    is_open = any(not obligation.discharged for obligation in checked)
    kind = VerdictKind.PROVED_IF if is_open else VerdictKind.PROVED
    evidence = _evidence(original, lowered, level, tuple(sorted(used)), checked)
    return Verdict(kind, level, checked, None, evidence)


def refuse(original: str, lowered: str, reason: str) -> Verdict:
    """Return a verdict of two texts that are not to be compared."""
    return _unverified(original, lowered, DifferenceError(reason))


def _unverified(original: str, lowered: str, found: DifferenceError) -> Verdict:
    difference = difference_from_error(found, original, lowered)
    return Verdict(VerdictKind.UNVERIFIED, None, (), difference, _evidence(original, lowered, None, (), ()))


def _applying_rules(enabled: Collection[str], original: str, lowered: str) -> tuple[Rule, ...]:
    """Return the enabled rules, without those that a word in one of the texts turns off."""
    rules, watched = _rules_and_words(frozenset(enabled))
    texts = [(text, text.lower()) for text in (original, lowered)]
    suspects = {word for word in watched if any(word in folded for _, folded in texts)}
    mentioned = {word for word in suspects if any(mentions_word(text, word) for text, _ in texts)}
    if not mentioned:
        return rules
    return tuple(rule for rule in rules if mentioned.isdisjoint(rule.unless))


@cache
def _rules_and_words(enabled: frozenset[str]) -> tuple[tuple[Rule, ...], frozenset[str]]:
    """Return the enabled rules, and the words that turn some of them off."""
    rules = tuple(rule for name, rule in all_rules().items() if name in enabled)
    return rules, frozenset(word for rule in rules for word in rule.unless)


def _makes_objects(text: str) -> bool:
    """Whether no statement of a text has a body: tables, views and triggers have their own normal form."""
    try:
        return not any(statement.keys() & BODY_FIELDS for statement in parse_tree(text))
    except DifferenceError:
        return False


def check_evidence(evidence: Evidence, original: str, lowered: str, facts: SchemaFacts | None = None) -> bool:
    """Whether the current rules and facts give the same evidence again."""
    return prove(original, lowered, facts).evidence == evidence


LAST_SEMICOLON = "last_semicolon"  # common, and the one rule that needs no tree
INITIAL_VALUE = "initial_value"  # common, and needs the tree of the original alone


def _evidence(
    original: str, lowered: str, level: Level | None, rules: tuple[str, ...], obligations: tuple[Obligation, ...]
) -> Evidence:
    return Evidence(_hash(original), _hash(lowered), level, rules, obligations, rules_version())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _scanned(text: str) -> tuple[tuple[Token, ...], tuple[Comment, ...]]:
    try:
        return tokenize(text)
    except LexError as error:
        raise DifferenceError(str(error)) from error


Words = list[tuple[int, str]]
Proof = tuple[Level, set[str], tuple[Obligation, ...]]


@dataclass(frozen=True, slots=True)
class _Comparison:
    original: str
    lowered: str
    rules: tuple[Rule, ...]

    def run(self) -> Proof:
        """Return the lowest level at which the two are the same."""
        rewrites = tuple(rule.parsed for rule in self.rules if rule.parsed)
        one = read_routine(self.original, rewrites)
        other = same_header(one, self.lowered) or read_routine(self.lowered, rewrites)
        used = self._headers(one, other)
        return self._bodies(one, other, used)

    def _headers(self, one: Routine, other: Routine) -> set[str] | None:
        """Return the rules that were needed; None if the tokens are equal."""
        compare_hints((one.tokens, one.comments), (other.tokens, other.comments))
        if [token.word for token in one.tokens] == [token.word for token in other.tokens]:
            return None
        return compare_headers(one, other, self.rules)

    def _bodies(self, one: Routine, other: Routine, used: set[str] | None) -> Proof:
        level = Level.TOKENS if used is None else Level.NORMAL_FORM
        if one.body == other.body:
            return level, used or set(), ()
        if one.body is None or other.body is None or one.language not in {"plpgsql", "sql"}:
            raise DifferenceError("the bodies are not the same text")
        words, words_there = lexical_words(one.body), lexical_words(other.body)
        if find_first_difference(words, words_there) is None:
            return level, used or set(), ()
        if self._allows(LAST_SEMICOLON) and differ_in_last_semicolon(words, words_there):
            return Level.NORMAL_FORM, (used or set()) | {LAST_SEMICOLON}, ()
        if self._differ_in_signs(one, words, words_there):
            return Level.NORMAL_FORM, (used or set()) | {INITIAL_VALUE}, ()
        try:
            if one.language == "plpgsql":
                header = HeaderNames(one.parameters, one.name, one.is_trigger)
                level, more, obligations = self._plpgsql(one.body, other.body, header)
            else:
                level, more, obligations = self._sql(one.body, other.body)
        except DifferenceError as found:
            raise found.moved(one.body_at, other.body_at) from None
        return level, (used or set()) | more, obligations

    def _differ_in_signs(self, one: Routine, words: Words, words_there: Words) -> bool:
        if one.language != "plpgsql" or one.body is None or not self._allows(INITIAL_VALUE):
            return False
        return differ_in_initial_signs(words, words_there, parse_body(one.body))

    def _allows(self, name: str) -> bool:
        return any(rule.name == name for rule in self.rules)

    def _sql(self, one: str, other: str) -> Proof:
        rewrites = tuple(rule.parsed for rule in self.rules if rule.parsed)
        if parse_tree(one, rewrites) != parse_tree(other, rewrites):
            raise DifferenceError("the statements of the bodies differ")
        scanned, scanned_there = _scanned(one), _scanned(other)
        compare_hints(scanned, scanned_there)
        return Level.NORMAL_FORM, check_token_balance(scanned[0], scanned_there[0], self.rules), ()

    def _plpgsql(self, one: str, other: str, header: HeaderNames) -> Proof:
        bodies = BodyComparison(parse_body(one), parse_body(other), self.rules)
        try:
            return Level.NORMAL_FORM, bodies.compare(), ()
        except DifferenceError as found:
            renamed = prove_renames(bodies, header)
            if renamed is None:
                raise found from None
            used, obligations = renamed
            return Level.OBLIGATIONS, used, obligations
