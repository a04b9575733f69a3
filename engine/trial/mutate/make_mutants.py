"""Make the mutants of a routine, and choose some of them evenly."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

from engine.trial.mutate.families import all_families
from engine.trial.mutate.mutant import Mutant, MutantFamily, TextEdit
from engine.trial.routine.body_view import BodyView


def make_mutants(view: BodyView) -> tuple[Mutant, ...]:
    """Return every mutant of a routine once, in the order of the text."""
    found: dict[str, Mutant] = {}
    for family in all_families():
        for edit in family.edits(view):
            mutant = _mutant(view, family, edit)
            found.setdefault(mutant.routine.body, mutant)
    found.pop(view.text, None)
    return tuple(sorted(found.values(), key=lambda each: each.place))


def choose_mutants(mutants: Sequence[Mutant], most: int, seed: int) -> tuple[Mutant, ...]:
    """Return at most so many mutants: one of each family in turn, those of a translator first."""
    chance = random.Random(seed)  # noqa: S311  draws mutants, guards nothing
    by_family: dict[tuple[bool, str], list[Mutant]] = defaultdict(list)
    for each in chance.sample(mutants, len(mutants)):
        by_family[not each.is_translator, each.family].append(each)
    chosen = list(_in_turn([by_family[key] for key in sorted(by_family)]))[:most]
    return tuple(sorted(chosen, key=lambda each: each.place))


def _in_turn(groups: list[list[Mutant]]) -> Iterator[Mutant]:
    for turn in range(max(map(len, groups), default=0)):
        yield from (group[turn] for group in groups if turn < len(group))


def _mutant(view: BodyView, family: MutantFamily, edit: TextEdit) -> Mutant:
    text = view.text
    body = text[: edit.start] + _spaced(text, edit) + text[edit.end :]
    return Mutant(
        family.name, family.is_translator, edit.start, text[edit.start : edit.end], edit.after,
        view.routine.with_body(body),
    )  # fmt: skip


def _spaced(text: str, edit: TextEdit) -> str:
    """Return the replacement, apart from a sign or a letter that it would join."""
    if edit.start == edit.end or not edit.after:
        return edit.after
    before, after = text[edit.start - 1 : edit.start], text[edit.end : edit.end + 1]
    joins = before.isalnum() and edit.after[0].isalnum(), after.isalnum() and edit.after[-1].isalnum()
    return " " * joins[0] + edit.after + " " * joins[1]
