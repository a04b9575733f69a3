"""Actions as upstream reads them: only those whose every step it supports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from engine.export.core_yaml import Plain
from engine.spec.document.action import Action
from engine.spec.document.file import SpecFile
from engine.spec.steps.arm import ChoiceArm
from engine.spec.steps.delete import DeleteStep
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.match import MatchStep
from engine.spec.steps.reject import RejectStep
from engine.spec.steps.step import Step, Steps
from engine.spec.steps.update import UpdateStep
from engine.spec.steps.validate import ValidateStep

_KEYWORDS: Final = frozenset({"and", "or", "not", "is", "null", "true", "false", "matches", "set", "where", "input"})
_LITERAL = re.compile(r"""['"][^'"]*['"]""")
_WORD = re.compile(r"[a-z_][a-z0-9_]*")
_CLAUSES = (" SET ", " WHERE ")

CoreStep = dict[str, Plain]


class UnsupportedStepError(Exception):
    """Upstream does not support a step."""


def core_actions(spec: SpecFile, fields: frozenset[str]) -> list[Plain]:
    """Return the actions that upstream can express completely; part of an action would be another action."""
    words = _Words(spec, fields)
    found: list[Plain] = []
    for action in spec.actions:
        try:
            found.append(words.action(action))
        except UnsupportedStepError:
            continue
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    spec: SpecFile
    fields: frozenset[str]

    def action(self, action: Action) -> CoreStep:
        if not action.steps or action.declare or action.catch or action.label or action.as_ or action.body:
            raise UnsupportedStepError
        said: CoreStep = {"name": action.name}
        if action.description is not None:
            said["description"] = action.description
        return {**said, "steps": self.steps(action.steps)}

    def steps(self, steps: Steps) -> list[Plain]:
        return [self.step(step) for step in steps]

    def step(self, step: Step) -> CoreStep:
        match step:
            case ValidateStep(args=(), using=(), options=()):
                return {"validate": self.expression(step.condition), "error": step.error}
            case RejectStep(args=(), using=(), options=()):
                return {"if": self.expression(step.when), "then": [{"reject": step.error}]}
            case IfStep(elseif=()):
                said: CoreStep = {"if": self.expression(step.condition), "then": self.steps(step.then)}
                if step.otherwise is None:
                    return said
                return {**said, "else": self.steps(step.otherwise)}
            case MatchStep():
                return self.choice(step.value, step.cases, step.default)
            case UpdateStep(as_=None, from_=None, returning=None, where=str()):
                values = ", ".join(f"{self.expression(name)} = {self.clause(value)}" for name, value in step.set)
                return {"update": f"{self.entity(step.table)} SET {values} WHERE {self.clause(step.where)}"}
            case DeleteStep(as_=None, using=None, returning=None, where=str()):
                return {"delete": f"{self.entity(step.table)} WHERE {self.clause(step.where)}"}
        raise UnsupportedStepError

    def choice(self, value: str, cases: tuple[ChoiceArm, ...], default: Steps | None) -> CoreStep:
        """Return a choice by value as one condition within the other."""
        first, *others = cases
        if "," in first.key:
            raise UnsupportedStepError
        said: CoreStep = {"if": self.expression(f"{value} = {first.key}"), "then": self.steps(first.then)}
        if others:
            return {**said, "else": [self.choice(value, tuple(others), default)]}
        if default is None:
            return said
        return {**said, "else": self.steps(default)}

    def entity(self, table: str) -> str:
        """Return the entity of a table; upstream knows tables by their entities only."""
        entity = self.spec.entity
        if entity is None or table != self.spec.table or any(clause in f" {entity} " for clause in _CLAUSES):
            raise UnsupportedStepError
        return entity

    def clause(self, text: str) -> str:
        """Return an expression that upstream cannot mistake for the next clause."""
        if any(clause in f" {text} " for clause in _CLAUSES):
            raise UnsupportedStepError
        return self.expression(text)

    def expression(self, text: str) -> str:
        """Return a one-line expression made of fields only: upstream refuses all others."""
        words = _WORD.findall(_LITERAL.sub("", text).lower())
        if "\n" in text or not self.fields or any(word not in self.fields | _KEYWORDS for word in words):
            raise UnsupportedStepError
        return text
