"""Compare two PL/pgSQL bodies, item by item."""

from dataclasses import dataclass
from itertools import zip_longest

from engine.plpgsql.tree import Body, Fragment, Opaque
from engine.proof.compare_fragments import fragment_words, has_same_tree, has_same_words, is_lone_name
from engine.proof.describe_item import describe_difference
from engine.proof.difference_error import DifferenceError
from engine.proof.rule import Rule
from engine.proof.text.hints import compare_hints
from engine.proof.text.token_balance import check_token_balance
from engine.proof.tree_items import TreeItem, TreeWalk

_RETURNED = frozenset({"Return.value", "ReturnNext.value"})
_STATEMENT = "Sql.statement"  # PL/pgSQL knows one by its first word: a parenthesis is a syntax error
_NO_ITEM = TreeItem("nothing more", None, 0)


@dataclass(frozen=True, slots=True)
class BodyComparison:
    """Two bodies and the rules under which they are compared."""

    original: Body
    lowered: Body
    rules: tuple[Rule, ...]

    def compare(self) -> set[str]:
        """Return the names of the rules that were needed; raise if the two differ."""
        for body in (self.original, self.lowered):
            if body.block is None:
                raise DifferenceError(f"a body was not understood: {body.opaque[0].reason}")
        used = self._compare_items()
        compare_hints((self.original.tokens, self.original.comments), (self.lowered.tokens, self.lowered.comments))
        return used | check_token_balance(self.original.tokens, self.lowered.tokens, self.rules)

    def _compare_items(self) -> set[str]:
        rewriting = tuple(rule for rule in self.rules if rule.statement)
        walk, walk_there = TreeWalk(rewriting), TreeWalk(rewriting)
        ones, others = walk.items(self.original), walk_there.items(self.lowered)
        enabled = {rule.name for rule in self.rules}
        used: set[str] = set()
        for one, other in zip_longest(ones, others, fillvalue=_NO_ITEM):
            if self._same(one, other):
                continue
            if not (one.rule and one.tag == other.tag and one.rule in enabled):
                raise DifferenceError(describe_difference(one, other), one.at, other.at)
            used.add(one.rule)
        return used | walk.used | walk_there.used

    def _same(self, one: TreeItem, other: TreeItem) -> bool:
        if one.tag != other.tag:
            return False
        if isinstance(one.value, Fragment) and isinstance(other.value, Fragment):
            return self._same_fragment(one.tag, one.value, other.value)
        if isinstance(one.value, Opaque) and isinstance(other.value, Opaque):
            return self._opaque_words(self.original, one.value) == self._opaque_words(self.lowered, other.value)
        return one.value == other.value

    def _same_fragment(self, tag: str, one: Fragment, other: Fragment) -> bool:
        ones = fragment_words(one, self.original.tokens)
        others = fragment_words(other, self.lowered.tokens)
        if one.kind != other.kind:
            return False
        if has_same_words(ones, others):
            return True
        if tag == _STATEMENT and ones[:1] != others[:1]:
            return False
        if tag in _RETURNED and (is_lone_name(ones) or is_lone_name(others)):
            return False
        return has_same_tree(one, other, tuple(rule.parsed for rule in self.rules if rule.parsed))

    @staticmethod
    def _opaque_words(body: Body, opaque: Opaque) -> list[str]:
        start, stop = opaque.tokens
        return [token.word for token in body.tokens[start:stop]]
