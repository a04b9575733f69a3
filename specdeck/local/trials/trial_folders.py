"""The files that `specdeck try` writes: evidence, and pgTAP tests."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.trial.sandbox.sandbox import Sandbox
    from engine.trial.session.trial_database import TrialDatabase
    from engine.trial.session.trial_request import TrialOutcome, TrialRequest


@dataclass(frozen=True, slots=True)
class TrialFolders:
    """Where the files go; None for those that nobody asked for."""

    evidence: Path | None = None
    pgtap: Path | None = None

    def write(
        self, sandbox: "Sandbox", database: "TrialDatabase", request: "TrialRequest", outcome: "TrialOutcome"
    ) -> None:
        """Write the files of one routine."""
        from engine.trial.session.export_tap import export_tap
        from engine.trial.session.trial_record import record_trial

        if self.evidence is not None:
            record = record_trial(request, database.statements, outcome)
            _write(self.evidence, f"{_file_name(outcome.unit)}.json", json.dumps(record, indent=2, ensure_ascii=False))
        text = export_tap(sandbox, database, request.unit, outcome) if self.pgtap is not None else None
        if self.pgtap is not None and text is not None:
            _write(self.pgtap, f"{_file_name(outcome.unit)}.sql", text)


def _file_name(unit: str) -> str:
    return re.sub(r"[^\w.]+", "-", unit).strip("-")


def _write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text.rstrip("\n") + "\n", encoding="utf-8")
