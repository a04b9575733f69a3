"""Whether a caller may do something, in the project of a request or on the daemon as a whole."""

from collections.abc import Callable, Mapping

from daemon.server.errors import RoleError
from daemon.server.http.caller import Caller
from daemon.wire.role import DAEMON_PERMISSIONS, Permission, Role, permissions_of_role, roles_with
from engine.review import roles
from jobs.ledger import job_queries
from store import ReadView
from store.access import grants, members
from store.codebase import conversion_row, conversions, projects, sources
from store.core import subjects
from store.core.errors import MissingError
from store.cost import batches
from store.files import spec_files
from store.findings import finding_rows

MAX_DIGITS = 18  # every such number fits a column


def project_of_path(view: ReadView, named: Mapping[str, str]) -> str | None:
    """Return the id of the project that a path names, directly or by something in it, or None."""
    return next((_FINDERS[word](view, name) for word, name in named.items() if word in _FINDERS), None)


def permissions_in_project(view: ReadView, caller: Caller, project: str) -> frozenset[str]:
    """Return everything that the caller may do in a project now."""
    return members.get_permissions(view, project, caller.account, caller.role)


def role_permissions(view: ReadView, caller: Caller, project: str) -> frozenset[str]:
    """Return what the caller may do in a project by role alone, without grants."""
    return members.get_own_permissions(view, project, caller.account, caller.role)


def check_permission(view: ReadView, caller: Caller, permission: Permission, project: str | None) -> None:
    """Refuse a caller who lacks a permission in a project, or on the daemon if there is no project."""
    if project is None or permission in DAEMON_PERMISSIONS:
        check_daemon_permission(caller, permission)
    elif permission not in permissions_in_project(view, caller, project):
        raise _lacking(view, caller, permission, project)


def check_daemon_permission(caller: Caller, permission: Permission) -> None:
    """Refuse a caller whose role lacks a permission on the daemon."""
    if permission not in permissions_of_role(caller.role):
        sentence = f"{caller.name} has the role {caller.role}, and this {_needs(permission)}."
        raise RoleError(sentence, "Ask the owner of this daemon for another role.")


def _lacking(view: ReadView, caller: Caller, permission: Permission, project: str) -> RoleError:
    role = caller.role
    if role is not Role.WORKER:
        role = Role(members.get_role(view, project, caller.account) or role)
    sentence = f"{caller.name} has the role {role} in this project, and this {_needs(permission)}."
    for lent, ended in grants.get_past_ends(view, project, caller.account).items():
        if permission in roles.lent_permissions(lent):
            sentence += f" Your grant for {lent} ended at {ended}."
    return RoleError(sentence, "Ask an admin of the project for another role, or for a grant.")


def _needs(permission: Permission) -> str:
    return f"needs {permission} ({', '.join(roles_with(permission))})"


def _by_project(view: ReadView, name: str) -> str | None:
    try:
        return projects.get(view, name).id
    except MissingError:
        return None


def _by_unit(view: ReadView, number: str) -> str | None:
    unit = _number(number)
    if unit is None:
        return None
    return conversions.find_project(view, unit)


def _by_finding(view: ReadView, number: str) -> str | None:
    finding = _number(number)
    if finding is None:
        return None
    return finding_rows.find_project(view, finding)


def _by_subject(view: ReadView, subject: str) -> str | None:
    subjects.check_subject(subject)
    match subject.partition(":")[0]:
        case subjects.SOURCE:
            return sources.find_project(view, sources.id_from_subject(subject))
        case subjects.SPEC_FILE:
            return spec_files.find_project(view, spec_files.id_from_subject(subject))
        case subjects.UNIT:
            return conversions.find_project(view, conversion_row.unit_from_subject(subject))
        case subjects.BATCH:
            return batches.find_project(view, batches.id_from_subject(subject))
        case subjects.PROJECT:
            return _by_project(view, subjects.project_from_subject(subject)[0])
    return None


def _by_job(view: ReadView, name: str) -> str | None:
    named = job_queries.find_project(view, name)
    if named:
        return _by_project(view, named)
    return None


def _number(digits: str) -> int | None:
    if digits.isascii() and digits.isdigit() and len(digits) <= MAX_DIGITS:
        return int(digits)
    return None


_FINDERS: Mapping[str, Callable[[ReadView, str], str | None]] = {
    "project": _by_project,
    "conversion": _by_unit,
    "finding": _by_finding,
    "job": _by_job,
    "subject": _by_subject,
}
