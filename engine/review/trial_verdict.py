"""The verdict on a text, from its proof and from a trial of it."""

REFUTED, TESTED, UNVERIFIED = "refuted", "tested", "unverified"


def verdict_with_trial(proof: str, trial: str | None) -> str:
    """Return the verdict on a text: a counterexample outweighs every proof, equal cases only the lack of one."""
    if trial == REFUTED or (trial == TESTED and proof == UNVERIFIED):
        return trial
    return proof
