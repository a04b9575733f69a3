"""The open questions about a unit, by who may answer them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from engine.analysts.route.model_rules import ModelRule, Route, Rules, find_rule

UNRULED = ModelRule(Route.CLOUD)  # what no local model answered goes to the model of the project


@dataclass(frozen=True, slots=True)
class RoutedTasks:
    """The tasks that a local model is asked, those that stay with it, and those for the cloud alone."""

    local: frozenset[str]
    local_only: frozenset[str]
    cloud_only: frozenset[str]

    def open_for_cloud(self, unanswered: Iterable[str]) -> tuple[str, ...]:
        """Return what the cloud may be asked, given what no local model answered."""
        return tuple(sorted((set(unanswered) - self.local_only) | self.cloud_only))


def route_tasks(rules: Rules, sql: str, tasks: Collection[str]) -> RoutedTasks:
    """Split the open questions about a unit; one that a rule skips is in no part."""
    found = {task: find_rule(rules, task, sql) for task in tasks}
    route = {task: rule.route for task, rule in found.items() if rule is not None}
    return RoutedTasks(
        local=frozenset(task for task in tasks if route.get(task, Route.LOCAL) is Route.LOCAL),
        local_only=frozenset(task for task in tasks if route.get(task) is Route.LOCAL),
        cloud_only=frozenset(task for task in tasks if route.get(task) is Route.CLOUD),
    )


def tasks_by_model(rules: Rules, default: str, sql: str, tasks: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the tasks for each cloud model, in their order; none that a rule keeps from the cloud."""
    models: dict[str, tuple[str, ...]] = {}
    for task in tasks:
        rule = find_rule(rules, task, sql) or UNRULED
        if rule.route is Route.CLOUD:
            model = rule.model or default
            models[model] = (*models.get(model, ()), task)
    return models
