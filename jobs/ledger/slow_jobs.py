"""Slow jobs: a project whose slow jobs hold as many workers as a queue has gets no further ones until some end."""

from collections.abc import Mapping

from store.core.transaction import ReadView

SLOW_SECONDS = 5.0  # a worker returns what waits behind a slow job much earlier, so these jobs really run


def count_held_workers(view: ReadView, queue: str, now: float) -> Mapping[str, int]:
    """Return how many workers of a queue the slow jobs of each project hold."""
    rows = view.rows(
        "SELECT project, count(DISTINCT worker) AS workers FROM jobs"
        " WHERE state = 'running' AND lease_until > 0 AND queue = ? AND claimed <= ? GROUP BY project",
        queue,
        now - SLOW_SECONDS,
    )
    return {row["project"]: row["workers"] for row in rows}


def list_projects_at_limit(held: Mapping[str, int], workers: int) -> list[str]:
    """Return the projects that hold as many workers as there should be."""
    return [project for project, count in held.items() if count >= workers]
