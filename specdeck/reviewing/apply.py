"""`specdeck review apply`: decisions from a file, one JSON object a line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemon.wire import codec
from daemon.wire.decision import NewDecision, NewDecisions, Word
from daemon.wire.errors import MalformedError
from specdeck.connection import connect
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.group import command
from specdeck.options import Host, Instance, Json, NoDaemonStart
from specdeck.output import print_json
from specdeck.saying import MOVED, Preview, Project, number_of
from specdeck.shapes import prints
from specdeck.written_text import text_of

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.review import Review

app = command()

SAID = frozenset(field.name for field in fields(NewDecision))
# What these refuse is so already: a file that is applied again changes nothing.
ALREADY = frozenset({"review.approved", "review.twice", "review.rejected", "review.unchanged", "review.flagged"})

Lines = Annotated[Path, typer.Argument(metavar="FILE", help="One JSON object a line; - for stdin.")]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: a decision, and the unit that it is about, at a revision if one is named."""

    number: int
    unit: str
    revision: int | None
    decision: NewDecision


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a line: done, already (so it was before), refused, or able (in a preview); `act` takes it back."""

    line: int
    unit: str
    word: str
    outcome: str
    act: str | None = None
    code: str | None = None
    sentence: str = ""
    hint: str = ""


@app.command(name="apply", epilog="Example: specdeck review apply decisions.jsonl --preview")
@prints("specdeck.reviewing.apply:Applied", "one object a line")
def apply_(
    context: typer.Context,
    file: Lines,
    project: Project = "",
    preview: Preview = False,
    host: Host = None,
    instance: Instance = None,
    no_daemon_start: NoDaemonStart = False,
    as_json: Json = False,
) -> int:
    """Decide as a file says: {"unit": "shop.total(integer)", "word": "approve"}. Applied again, it changes nothing.

    Besides the unit, its number or name, and the word, a line may have the fields words, reason, send_back, spec,
    proposal, hunks, line, asked and revision. The file is read whole before the first decision.
    """
    lines = list(_read(text_of(file)))
    done = []
    with connect(context, host, no_daemon_start, instance) as client:
        for line in lines:
            done.append(_applied(client, line, project, preview))
            _print(done[-1], as_json)
    if any(each.code in MOVED for each in done):
        return ExitCode.CONFLICT
    return ExitCode.FINDING if any(each.outcome == "refused" for each in done) else ExitCode.OK


def _read(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _line(number, line)


def _line(number: int, text: str) -> Line:
    try:
        told: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _bad(number, f"this is no JSON ({error})") from error
    if not isinstance(told, dict) or not isinstance(told.get("unit"), str | int) or "word" not in told:
        raise _bad(number, "a decision names its unit and its word")
    unit, revision = str(told.pop("unit")), told.pop("revision", None)
    unknown = sorted(told.keys() - SAID)
    if unknown:
        raise _bad(number, f"there is no field {unknown[0]}")
    if told["word"] not in tuple(Word):
        raise _bad(number, f"{told['word']!r} is no word; known are {', '.join(Word)}")
    try:
        return Line(number, unit, None if revision is None else int(revision), codec.from_json(NewDecision, told))
    except (MalformedError, ValueError, TypeError) as error:
        raise _bad(number, str(error)) from error


def _bad(number: int, what: str) -> CommandError:
    return CommandError("bad_line", f"line {number}: {what}.", "Nothing was decided. Correct the line.")


def _applied(client: "Client", line: Line, project: str, preview: bool) -> Applied:
    """One line; a refusal is its own, and the next line goes on."""
    from daemon.client.errors import ProblemError, UnavailableError

    decision = line.decision
    try:
        unit = number_of(client, line.unit, project)
        review = client.reviews.get(unit)
        if _is_so(review, decision):
            return _told(line, "already")
        if preview and decision.spec is None and decision.proposal is None:
            units = NewDecisions(decision, units=(unit,), preview=True)
            (outcome,) = client.reviews.decide_all(review.item.project, units).outcomes
            if outcome.problem is None:
                return _told(line, "able")
            problem = outcome.problem
            return _refused(line, problem.code, problem.detail, problem.hint)
        if preview:
            return _checked(client, line, unit)
        act = client.reviews.decide(unit, decision, line.revision)
    except UnavailableError:
        raise
    except (ProblemError, CommandError) as error:
        return _refused(line, error.code, getattr(error, "sentence", str(error)), error.hint)
    return Applied(line.number, line.unit, decision.word, "done", act.id)


def _checked(client: "Client", line: Line, unit: int) -> Applied:
    """A preview of a text: whether it has mistakes."""
    checked = client.reviews.check(unit, line.decision.spec) if line.decision.spec is not None else None
    if checked is None or checked.ok:
        return _told(line, "able")
    first = checked.mistakes[0]
    return _refused(line, "review.mistakes", f"line {first.line}, column {first.column}: {first.sentence}", first.hint)


def _is_so(review: "Review", decision: NewDecision) -> bool:
    """What would be done twice without being refused, or be refused for what is so already."""
    match decision.word:
        case Word.COMMENT:
            said = ((each.line, each.text) for each in review.comments if each.current)
            return (decision.line or 1, decision.words) in said
        case Word.SKIP:
            return review.item.state == "skipped"
        case Word.EDIT:
            return decision.spec == review.deck.spec
        case Word.REJECT if decision.spec is not None:
            return decision.spec == review.deck.spec
        case Word.APPROVE | Word.MERGE | Word.REJECT if decision.proposal is not None:
            wanted = "rejected" if decision.word is Word.REJECT else "accepted"
            return any(each.id == decision.proposal and each.state == wanted for each in review.proposals)
    return False


def _refused(line: Line, code: str, sentence: str, hint: str) -> Applied:
    outcome = "already" if code in ALREADY else "refused"
    return Applied(line.number, line.unit, line.decision.word, outcome, None, code, sentence, hint)


def _told(line: Line, outcome: str) -> Applied:
    return Applied(line.number, line.unit, line.decision.word, outcome)


def _print(applied: Applied, as_json: bool) -> None:
    if as_json:
        print_json(applied)
        return
    because = f": {applied.sentence} {applied.hint}".rstrip() if applied.outcome == "refused" else ""
    act = f"  ({applied.act})" if applied.act else ""
    print(f"line {applied.line}  {applied.word} {applied.unit}  {applied.outcome}{because}{act}")
