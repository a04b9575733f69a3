"""RAISE has more or fewer arguments than its message has places."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql.tree import Raise


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    message = site.node.message
    if message is None:
        return
    places = message.text.replace("%%", "").count("%")
    if places != len(site.node.arguments):
        yield Hit(site.place, f"The message has {places} places, but RAISE has {len(site.node.arguments)} arguments.")


RULE = FindingRule(
    id="COR012",
    name="raise-arguments",
    family="runtime_error",
    category="correctness",
    severity=Severity.HIGH,
    node=Raise,
    check=_check,
    sentence="PL/pgSQL refuses the function when it is first called.",
    hint="Give one argument for each %, and write a literal percent sign as %%.",
    effort_minutes=5,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no "
            "item %'; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no "
            "item', p; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no "
            "item %', p; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '100%% "
            "of %', p; END $$;"
        ),
    ),
)
