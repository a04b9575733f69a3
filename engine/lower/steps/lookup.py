"""A query followed by an IF about its result."""

import re
from typing import Any

from engine.lower.error import LowerError
from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters, lower_step
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.lookup import LookupStep
from engine.spec.steps.perform import PerformStep
from engine.spec.steps.query import QueryStep
from engine.spec.steps.reject import RejectStep
from engine.spec.steps.step import Step
from engine.spec.steps.validate import ValidateStep

_SELECT = re.compile(r"select\s+", re.IGNORECASE)


def lower_lookup(step: LookupStep, page: SqlPage) -> None:
    """Write the query, then the IF or the guard."""
    lower_step(_query(step), page)
    lower_step(_consequence(step), page)


def _query(step: LookupStep) -> Step:
    """Return the query; without INTO it is a PERFORM, because only FOUND is looked at."""
    if step.into:
        return QueryStep(query=step.query, into=step.into)
    select = _SELECT.match(step.query)
    if select is None:
        raise LowerError("a `lookup` without `into` is not a SELECT", "begin it with SELECT, or add `into`")
    return PerformStep(perform=step.query[select.end() :])


def _consequence(step: LookupStep) -> Step:
    if step.reject_if_missing is not None:
        return ValidateStep(condition="FOUND", error=step.reject_if_missing, **_error_parts(step))
    if step.reject_if_null is not None:
        when = f"{_target(step)} IS NULL"
        return RejectStep(error=step.reject_if_null, when=when, **_error_parts(step))
    if step.if_missing is not None:
        return IfStep(condition="NOT FOUND", then=step.if_missing, otherwise=step.otherwise)
    if step.if_found is not None:
        return IfStep(condition="FOUND", then=step.if_found, otherwise=step.otherwise)
    if step.if_null is not None:
        return IfStep(condition=f"{_target(step)} IS NULL", then=step.if_null, otherwise=step.otherwise)
    return IfStep(condition=f"{_target(step)} IS NOT NULL", then=step.if_not_null or (), otherwise=step.otherwise)


def _error_parts(step: LookupStep) -> dict[str, Any]:
    return {"args": step.args, "using": step.using, "options": step.options}


def _target(step: LookupStep) -> str:
    if len(step.into) == 1:
        return step.into[0]
    raise LowerError(
        "a `lookup` into several variables does not say which of them is NULL",
        "use `if_missing` or `if_found`, or a `query` and an `if`",
    )


WRITERS: StepWriters = {LookupStep: lower_lookup}
