"""What an analyst's proposal would undo: it was made for an earlier text, and another proposal was accepted since."""


def undone_sentence(lift: str, current: str, proposed: str) -> tuple[str, ...]:
    """Return a warning if lines of the text in review that are not of the lift are missing from a proposal."""
    known = {*lift.splitlines(), *proposed.splitlines()}
    lost = [line for line in current.splitlines() if line.strip() and line not in known]
    if not lost:
        return ()
    lines = "1 line" if len(lost) == 1 else f"{len(lost)} lines"
    return (f"It was made for an earlier text and would undo {lines} of this one: accept its other hunks.",)
