"""Replace runs of steps by the pattern that they are a form of, innermost lists first."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import engine.lower.steps  # noqa: F401 - registers the writers of steps
from engine.lower.fold_form import FoldForm
from engine.lower.sql_page import SqlPage
from engine.lower.step import lower_steps
from engine.patterns.folding.match_form import SqlWords, match_form, read_words
from engine.plpgsql.lexer import LexError
from engine.spec.document.action import Action
from engine.spec.document.file import SpecFile
from engine.spec.steps.pattern_step import PatternStep
from engine.spec.steps.step import Step, Steps
from engine.spec.writer import write_spec

LONGEST_RUN = 5
MOST_TOKENS = 400
IsWanted = Callable[[FoldForm, dict[str, str]], bool]


@dataclass(frozen=True, slots=True)
class StepFolder:
    """Folds steps into those of the forms that are wanted with the values they get."""

    forms: tuple[FoldForm, ...]
    is_wanted: IsWanted

    def fold(self, steps: Steps) -> Steps:
        """Return the steps with every run that is a form replaced; longer runs first."""
        inner = tuple(self._inside(step) for step in steps)
        return tuple(self._folded(inner))

    def _folded(self, steps: Steps) -> Iterator[Step]:
        place = 0
        while place < len(steps):
            count, step = self._at(steps[place : place + LONGEST_RUN])
            yield step
            place += count

    def _at(self, steps: Steps) -> tuple[int, Step]:
        for count in range(len(steps), 0, -1):
            run = steps[:count]
            if any(step.note is not None for step in run[1:]) or any(isinstance(step, PatternStep) for step in run):
                continue
            found = self._match(run)
            if found is not None:
                return count, replace(found, note=run[0].note)
        return 1, steps[0]

    def _match(self, run: Steps) -> PatternStep | None:
        words = _words(run)
        if words is None or len(words.tokens) > MOST_TOKENS:
            return None
        for form in self.forms:
            values = match_form(form, words)
            if values is not None and self.is_wanted(form, values):
                step = _step(form, values)
                return step if _written_lines((step,)) < _written_lines(run) else None
        return None

    def _inside(self, value: Any) -> Any:  # noqa: ANN401 - any part of a step
        """Return a step, or a part of one, with its own lists of steps folded."""
        changed: dict[str, Any] = {}
        for each in fields(value):
            part = getattr(value, each.name)
            if isinstance(part, tuple) and part and is_dataclass(part[0]):
                folded = self.fold(part) if isinstance(part[0], Step) else tuple(self._inside(item) for item in part)
                changed |= {each.name: folded} if folded != part else {}
        return replace(value, **changed) if changed else value


def _step(form: FoldForm, values: Mapping[str, str]) -> PatternStep:
    otherwise = {name for name, hole in form.holes.items() if hole.is_otherwise}
    return PatternStep(
        pattern=form.pattern,
        with_=tuple(each for each in values.items() if each[0] not in otherwise),
        otherwise=tuple(each for each in values.items() if each[0] in otherwise),
    )


def _written_lines(steps: Steps) -> int:
    """The lines that steps take in a spec."""
    return write_spec(SpecFile(module="Steps", actions=(Action(name="steps", steps=steps),))).text.count("\n")


def _words(run: Steps) -> SqlWords | None:
    """The SQL of steps, without the note of the first, which goes to the pattern."""
    page = SqlPage()
    first: Any = run[0]  # a dataclass, as every step is
    lower_steps((replace(first, note=None), *run[1:]), page)
    try:
        return read_words(page.text)
    except LexError:
        return None
