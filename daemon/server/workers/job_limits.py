"""How long one run of each kind of job may take."""

import math
from collections.abc import Mapping

from daemon.server.errors import SettingError
from jobs.job_kind import job_kinds

VARIABLE = "SPECDECK_JOB_SECONDS"  # `convert=60,trial=3600`
MAX_SECONDS = 7 * 86_400.0


def job_limits(environment: Mapping[str, str]) -> Mapping[str, float]:
    """Return the seconds that a run of each kind may take: the kind's own limit, or what the environment says."""
    limits = {kind.name: kind.timeout for kind in job_kinds().values()}
    for part in filter(None, map(str.strip, environment.get(VARIABLE, "").split(","))):
        kind, seconds = _limit(part)
        if kind not in limits:
            raise SettingError(f"{VARIABLE} names an unknown kind: {kind}.", f"Kinds: {', '.join(sorted(limits))}.")
        limits[kind] = seconds
    return limits


def _limit(part: str) -> tuple[str, float]:
    kind, _, text = map(str.strip, part.partition("="))
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0.0 < seconds <= MAX_SECONDS:
        hint = f"Write KIND=SECONDS, more than 0 and at most {MAX_SECONDS:g}, separated by commas."
        raise SettingError(f"{VARIABLE} has an invalid limit: {part}.", hint)
    return kind, seconds
