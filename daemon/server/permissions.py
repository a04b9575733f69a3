"""Whether a speaker may do something: in the project that a request is about, or on the daemon as a whole."""

from collections.abc import Callable, Mapping

from daemon.server.errors import RoleError
from daemon.server.speaker import Speaker
from daemon.wire.role import OF_THE_DAEMON, Permission, Role, permissions, roles_with
from engine.review import roles
from store import View, grants, members, projects
from store.errors import MissingError

LONGEST_NUMBER = 18  # digits that fit a column


def project_of(view: View, named: Mapping[str, str]) -> str | None:
    """The id of the project that a path names, by itself or by something in it; None where there is no such thing."""
    return next((_FINDERS[word](view, name) for word, name in named.items() if word in _FINDERS), None)


def held_by(view: View, speaker: Speaker, project: str) -> frozenset[str]:
    """Everything that the speaker may do in a project now."""
    return members.permissions_of(view, project, speaker.account, speaker.role)


def own_of(view: View, speaker: Speaker, project: str) -> frozenset[str]:
    """What the speaker may do in a project by their role alone, which no grant's end takes away."""
    return members.own_of(view, project, speaker.account, speaker.role)


def check(view: View, speaker: Speaker, permission: Permission, project: str | None) -> None:
    """Refuse a speaker who may not do this in a project, by its id, and say what they lack; without one, anywhere."""
    if project is None or permission in OF_THE_DAEMON:
        check_daemon(speaker, permission)
    elif permission not in held_by(view, speaker, project):
        raise _lacking(view, speaker, permission, project)


def check_daemon(speaker: Speaker, permission: Permission) -> None:
    """Refuse a speaker whose connection has not the role for this."""
    if permission not in permissions(speaker.role):
        sentence = f"{speaker.name} has the role {speaker.role}, and this {_needs(permission)}."
        raise RoleError(sentence, "Ask the owner of this daemon for another role.")


def _lacking(view: View, speaker: Speaker, permission: Permission, project: str) -> RoleError:
    role = speaker.role
    if role is not Role.WORKER:
        role = Role(members.role_of(view, project, speaker.account) or role)
    sentence = f"{speaker.name} has the role {role} in this project, and this {_needs(permission)}."
    for lent, ended in grants.ended_of(view, project, speaker.account).items():
        if permission in roles.lent(lent):
            sentence += f" Your grant for {lent} ended at {ended}."
    return RoleError(sentence, "Ask an admin of the project for another role, or for a grant.")


def _needs(permission: Permission) -> str:
    return f"needs {permission} ({', '.join(roles_with(permission))})"


def _by_project(view: View, name: str) -> str | None:
    try:
        return projects.get(view, name).id
    except MissingError:
        return None


def _by_unit(view: View, number: str) -> str | None:
    return view.value("SELECT project FROM conversions WHERE id = ?", _number(number))


def _by_subject(view: View, subject: str) -> str | None:
    kind, _, number = subject.partition(":")
    return view.value("SELECT project FROM sources WHERE id = ?", _number(number)) if kind == "source" else None


def _by_job(view: View, name: str) -> str | None:
    named = view.value("SELECT project FROM jobs WHERE id = ?", name)
    return _by_project(view, named) if named else None


def _number(digits: str) -> int | None:
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER else None


_FINDERS: Mapping[str, Callable[[View, str], str | None]] = {
    "project": _by_project,
    "conversion": _by_unit,
    "job": _by_job,
    "subject": _by_subject,
}
