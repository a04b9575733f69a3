"""The features of units that tell how many findings they have: assessments know them, conversions keep them."""

from collections.abc import Mapping

from store.core.transaction import ReadView, WriteTransaction

NAMES = ("findings", "severe_findings")


def list_of_project(view: ReadView, project: str) -> Mapping[int, tuple[float, float]]:
    """Return the two features of each unit of a project that has features."""
    rows = view.rows(
        "SELECT id, details ->> '$.features.findings' AS findings,"
        " details ->> '$.features.severe_findings' AS severe FROM conversions"
        " WHERE project = ? AND NOT gone AND details -> '$.features.findings' IS NOT NULL",
        project,
    )
    return {row["id"]: (row["findings"], row["severe"] or 0.0) for row in rows}


def set_features(tx: WriteTransaction, conversion: int, findings: float, severe: float) -> None:
    """Set the two features of a unit; its others stay."""
    tx.execute(
        "UPDATE conversions SET details ="
        " json_set(details, '$.features.findings', ?, '$.features.severe_findings', ?) WHERE id = ?",
        findings,
        severe,
        conversion,
    )
