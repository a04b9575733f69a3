"""Run an assessment: measure the files that changed, and sum up the project."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from jobs.job_kind import Payload, Result
from jobs.kinds.assess.assess_input import AssessInput, ConvertedAs, FileToAssess
from jobs.kinds.assess.assess_output import AssessedFile, AssessOutput, FoundProblem

if TYPE_CHECKING:
    from engine.assess.project_scan import MeasuredFile, ProjectScan, UnitKey
    from engine.assess.unit_status import UnitStatus
    from engine.findings.finding import Finding
    from engine.findings.suppressions import Suppression


def run(payload: Payload) -> Result:
    """Return the assessment and the findings of every file; no report where nothing has changed."""
    given = AssessInput.from_json(payload)
    if given.files is None:
        return {"basis": given.basis, "report": None}
    from engine.assess.project_scan import assessment_of, is_key_of, scan_again  # heavy, and only workers need it
    from engine.source.split_file import split

    labels = label_paths(given.files)
    known = {labels[each.source]: _measured(each) for each in given.files if is_key_of(each.key, given.rules)}
    scan = scan_again([split(each.text, labels[each.source]) for each in given.files], known, given.rules)
    accepting = _Acceptances(given, labels)
    found = {each: problem for each in scan.findings if (problem := accepting.accept(each))}
    report = assessment_of(scan, _statuses(given.conversions, labels), frozenset(found))
    about = _about_project(scan)
    paths = [(each, labels[each.source]) for each in given.files]
    files = tuple(_assessed(each, scan.files[path], about.get(path, ()), found) for each, path in paths)
    return AssessOutput(given.basis, report.to_json(), files, accepting.faults).to_json()


def label_paths(files: Sequence[FileToAssess]) -> Mapping[int, str]:
    """Return the path of each file; with its folder where a project watches more than one."""
    if len({each.folder for each in files}) == 1:
        return {each.source: each.path for each in files}
    return {each.source: f"{each.folder}/{each.path}" for each in files}


class _Acceptances:
    """Decides which findings are accepted: by a person, by a comment, or by the file of their folder."""

    def __init__(self, given: AssessInput, labels: Mapping[int, str]) -> None:
        from engine.findings.suppressions import suppressions_in_sql

        self.faults: dict[str, str] = {}
        self._today = date.fromisoformat(given.day)
        self._people = {each.fingerprint: each for each in given.accepted if not each.until or each.until >= given.day}
        self._folders = {labels[each.source]: each for each in given.files or ()}
        self._files = {folder: self._read(folder, text) for folder, text in (given.allowed or {}).items()}
        self._comments = {label: suppressions_in_sql(label, each.text) for label, each in self._folders.items()}

    def accept(self, finding: "Finding") -> FoundProblem | None:
        """Return the finding with what accepts it; None for one that is open."""
        person = self._people.get(finding.fingerprint)
        if person is not None:
            return FoundProblem(finding.to_json(), "person", None, person.until or None)
        comment = self._covering(finding, self._comments.get(finding.place.path, ()))
        if comment is not None:
            return _accepted_by("comment", comment, finding)
        file = self._folders.get(finding.place.path)
        if file is None:
            return None
        here = replace(finding, place=replace(finding.place, path=file.path))
        entry = self._covering(here, self._files.get(file.folder, ()))
        if entry is None:
            return None
        return _accepted_by("file", entry, finding)

    def _covering(self, finding: "Finding", known: "Sequence[Suppression]") -> "Suppression | None":
        from engine.findings.suppressions import find_suppression

        return find_suppression(finding, known, self._today)

    def _read(self, folder: str, text: str) -> "tuple[Suppression, ...]":
        from engine.findings.suppressions import SuppressionFileError, suppressions_in_file

        try:
            return suppressions_in_file(text)
        except SuppressionFileError as error:
            self.faults[folder] = error.fault.sentence
            return ()


def _accepted_by(what: str, suppression: "Suppression", finding: "Finding") -> FoundProblem:
    until = suppression.until.isoformat() if suppression.until else None
    return FoundProblem(finding.to_json(), what, suppression.reason, until)


def _measured(file: FileToAssess) -> "MeasuredFile":
    from engine.assess.project_scan import MeasuredFile
    from engine.assess.unit_codec import unit_from_json

    return MeasuredFile(file.key, tuple(map(unit_from_json, file.units)))


def _statuses(conversions: Sequence[ConvertedAs], labels: Mapping[int, str]) -> "Mapping[UnitKey, UnitStatus]":
    from engine.assess.unit_status import UnitStatus

    return {
        (labels[each.source], each.kind, each.name): UnitStatus(each.status, each.statements, each.raw)
        for each in conversions
        if each.source in labels
    }


def _assessed(
    file: FileToAssess,
    measured: "MeasuredFile",
    about: "Sequence[Finding]",
    accepted: "Mapping[Finding, FoundProblem]",
) -> AssessedFile:
    from engine.assess.unit_codec import unit_to_json

    found = (*(each for unit in measured.units for each in unit.findings), *about)
    problems = tuple(accepted.get(each) or FoundProblem(each.to_json()) for each in found)
    units = None if measured.key == file.key else tuple(map(unit_to_json, measured.units))
    return AssessedFile(file.source, file.hash, measured.key, units, problems)


def _about_project(scan: "ProjectScan") -> "Mapping[str, Sequence[Finding]]":
    """The findings that no unit holds, by the path of their file."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for each in scan.about_project:
        found[each.place.path].append(each)
    return found
