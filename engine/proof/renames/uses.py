"""Every use of a name in the SQL of a body: certain to mean a binding, certain not to, or a reason to keep the name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.plpgsql.tree import Body, Fragment
from engine.proof.renames.binding import Binding, BindingKind, decode_name
from engine.proof.renames.fragment_reading import FragmentReading, read_fragment
from engine.proof.rule import word_at

Names = Mapping[str, Binding]
Rows = Mapping[Binding, frozenset[str]]
_WORD = re.compile(r"\w+")
_TYPE_OF = ("%", "type")


@dataclass
class Uses:
    """Records the uses of one body; `is_unreadable` once a fragment does not parse."""

    body: Body
    numbered: list[Binding] = field(default_factory=list)
    is_unreadable: bool = False
    changed: set[str] = field(default_factory=set)  # relations that a utility statement names

    def record(self, fragment: Fragment, names: Names, rows: Rows) -> None:
        """Add what a fragment refers to to the bindings that can be seen."""
        places = self._places(fragment)
        found = {name: places[name] for name in places.keys() & names.keys()}
        if fragment.kind == "type":
            self._record_type(fragment, names)
            return
        if fragment.kind == "name":
            for name in found:
                names[name].block("it may be the name of a portal")
            return
        reading = read_fragment(fragment)
        if reading is None:
            self.is_unreadable = True
            return
        if not reading.is_planned:
            self.changed |= reading.relations
        if fragment.kind == "target" and self._has_field(fragment):
            for name in found:
                names[name].block("the error about a field of a target prints it")
        for name, tokens in found.items():
            self._record_name(names[name], tokens, fragment.kind, reading, rows)
        self._record_numbers(fragment, reading)

    def _places(self, fragment: Fragment) -> dict[str, list[int]]:
        """The tokens of a fragment by the name that each would be."""
        places: dict[str, list[int]] = {}
        for start, stop in fragment.ranges:
            for at in range(start, stop):
                places.setdefault(decode_name(self.body.tokens[at].word), []).append(at)
        return places

    def _record_name(
        self, binding: Binding, tokens: list[int], kind: str, reading: FragmentReading, rows: Rows
    ) -> None:
        name = binding.name
        fields = [part for first, part in reading.paths if first == name]
        count = reading.heads[name] + len(fields)
        reason = _reason_to_keep(binding, fields, kind, reading, rows)
        if not reading.is_planned:
            binding.block("a utility statement has the name")
        elif not count:
            if sum(not self._is_no_variable(at) for at in tokens) != reading.columns[name]:
                binding.block("a use of the name is not understood")
        elif count != len(tokens):
            binding.block("something else has the name where it is used")
        elif reason:
            binding.block(reason)
        if count == len(tokens):
            binding.tokens += tokens
        if count:
            binding.relations |= reading.relations

    def _is_no_variable(self, at: int) -> bool:
        """A field or column after a dot, or the name of a function."""
        return word_at(self.body.tokens, at + 1) == "(" or word_at(self.body.tokens, at - 1) == "."

    def _has_field(self, fragment: Fragment) -> bool:
        return any(self.body.tokens[at].word == "." for start, stop in fragment.ranges for at in range(start, stop))

    def _record_numbers(self, fragment: Fragment, reading: FragmentReading) -> None:
        """A parameter may be meant by its number."""
        for start, stop in fragment.ranges:
            for at in range(start, stop):
                word = self.body.tokens[at].word
                if self.body.tokens[at].name != "PARAM" or not 0 < int(word[1:]) <= len(self.numbered):
                    continue
                binding = self.numbered[int(word[1:]) - 1]
                binding.tokens.append(at)
                binding.numbered += 1
                binding.relations |= reading.relations
                if not reading.is_planned or self.body.tokens[at + 1].word == ".":
                    binding.block("a field or a utility statement has its number")

    def _record_type(self, fragment: Fragment, names: Names) -> None:
        """`x%TYPE` means a variable; any other name of a type is not looked into."""
        ((start, stop),) = fragment.ranges
        words = [self.body.tokens[at].word for at in range(start, stop)]
        first = names.get(decode_name(words[0]))
        if first is not None and tuple(words[1:]) == _TYPE_OF:
            first.tokens.append(start)
            return
        for at, word in enumerate(words):
            binding = names.get(decode_name(word))
            if binding is not None and (not at or words[at - 1] != "."):
                binding.block("a type has the name")

    def block_unfilled(self, fragment: Fragment | None, names: Names, rows: Rows) -> None:
        """RETURN NEXT of a record that was not filled prints its name."""
        if fragment is None:
            return
        for name in self._places(fragment).keys() & names.keys():
            if names[name].is_record and names[name] not in rows:
                names[name].block("the error about a record that is not assigned prints it")

    def block_aliased(self, target: Fragment, names: Names) -> None:
        """Keep a name that has an alias: errors about the alias print it."""
        binding = names.get(decode_name(target.text))
        if binding is not None and binding.kind is not BindingKind.PARAMETER:
            binding.block("errors about its alias print it")

    def mark_changed_relations(self, bindings: list[Binding]) -> None:
        """Mark relations that the body may create or alter: no catalog knows what a temporary table hides."""
        literals = " ".join(token.word.lower() for token in self.body.tokens if token.name in {"SCONST", "USCONST"})
        words = frozenset(_WORD.findall(literals))
        for binding in bindings:
            binding.relations = {
                f"{name}, which the body may change," if self._may_change(name, words) else name
                for name in binding.relations
            }

    def _may_change(self, relation: str, words: frozenset[str]) -> bool:
        return relation in self.changed or relation.rpartition(".")[2].lower() in words

    def block_qualified(self, bindings: list[Binding], routine: str) -> None:
        """Keep every name that is used behind a label, and every label that a name is used behind."""
        qualifiers = {one.name for one in bindings if one.kind in {BindingKind.LABEL, BindingKind.CURSOR}} | {routine}
        words = [decode_name(token.word) for token in self.body.tokens]
        qualified = {
            (words[at - 1], words[at + 1])
            for at, word in enumerate(words[:-1])
            if word == "." and words[at - 1] in qualifiers
        }
        for binding in bindings:
            if any(binding.name in pair for pair in qualified):
                binding.block("a name is used behind a label")


def _reason_to_keep(binding: Binding, fields: list[str], kind: str, reading: FragmentReading, rows: Rows) -> str:
    """Why a binding must keep its name although every use of it here is understood."""
    if binding.name in reading.implicit:
        return "a column is named after it"
    if fields and (kind == "target" or not set(fields) <= rows.get(binding, frozenset())):
        return "the error about a field that is not there prints it"
    if binding.is_constant and kind in {"target", "call"}:
        return "the error about a constant prints it"
    return ""
