"""A job whose only analyst is switched off ends with the command that switches it on."""

from collections.abc import Collection

from jobs.job_kind import KindError


def require_analyst(analyst: str, disabled: Collection[str]) -> None:
    """Raise KindError if a project switched an analyst off."""
    if analyst in disabled:
        sentence = f"The analyst {analyst} is switched off in this project."
        raise KindError("analysts.off", sentence, f"Switch it on: specdeck analysts enable {analyst}")
