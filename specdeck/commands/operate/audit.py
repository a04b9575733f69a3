"""`specdeck audit`: verify, search and export the journal."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daemon.wire.audit import AuditEvent, AuditReport

app = command_group("Verify, search and export the journal.")

File = Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A copy of a database; works without the daemon.")]
Known = Annotated[str | None, typer.Option("--anchor", metavar="NUMBER:HASH", help="The output of `audit anchor`.")]
Prove = Annotated[bool, typer.Option("--prove", help="Prove again what counts as proved; takes a while.")]
Type = Annotated[str, typer.Option("--type", help="The type of event or a prefix, such as job.")]
Subject = Annotated[str, typer.Option("--subject", help="The subject of the event, such as source:7.")]
Actor = Annotated[str, typer.Option("--actor", help="The random id of the actor.")]
Since = Annotated[str, typer.Option("--since", help="From this time on, such as 2026-11-21T02:30.")]
Until = Annotated[str, typer.Option("--until", help="Before this time.")]


class Format(StrEnum):
    """The formats of an export."""

    JSONL = "jsonl"
    CSV = "csv"


AsFormat = Annotated[Format, typer.Option("--format", help="jsonl (one JSON object a line) or csv.")]


@app.command(epilog="Example: specdeck audit verify copy.db --anchor $(cat anchor.txt)")
@prints("daemon.wire.audit:AuditReport")
def verify(target: Target, file: File = None, anchor: Known = None, as_json: Json = False) -> int:
    """Verify the hash of every event. Exits 1 if anything was altered; truncation shows only with --anchor."""
    if file is not None:
        return _show(_audit_file("verify", file, anchor), as_json=as_json)
    with target.connect() as client:
        return _show(client.audit.verify(anchor), as_json=as_json)


@app.command(epilog="Example: specdeck audit replay copy.db")
@prints("daemon.wire.audit:AuditReport")
def replay(target: Target, file: File = None, anchor: Known = None, prove: Prove = False, as_json: Json = False) -> int:
    """Verify the journal, and compare every table with it and with what the daemon wrote. Exits 1 if any differs."""
    if file is not None:
        return _show(_audit_file("replay", file, anchor), as_json=as_json)
    with target.connect() as client:
        report = client.audit.replay(anchor)
        if prove:
            from specdeck.scan.prove_again import unproved_claims  # heavy

            report = replace(report, findings=(*report.findings, *unproved_claims(client)))
    return _show(report, as_json=as_json)


@app.command(epilog="Example: specdeck audit anchor | ssh vault 'cat >> anchors'")
@prints("daemon.wire.audit:Anchor")
def anchor(target: Target, as_json: Json = False) -> None:
    """Print the journal's head. Keep it where the owner of this disk cannot reach it."""
    with target.connect() as client:
        head = client.audit.anchor()
    if as_json:
        print_json(head)
    else:
        print(f"{head.seq}:{head.hash}")


@app.command(epilog="Example: specdeck audit search --type job.quarantined --since 2026-11-21")
@prints("daemon.wire.audit:AuditEvent", "one object a line")
def search(
    target: Target,
    type: Type = "",  # noqa: A002 - the option's own word
    subject: Subject = "",
    actor: Actor = "",
    since: Since = "",
    until: Until = "",
    as_json: Json = False,
) -> None:
    """Print matching events, oldest first."""
    with target.connect() as client:
        for event in client.audit.search(type, subject, actor, since, until):
            if as_json:
                print_json(event)
            else:
                print(f"{event.seq:>8}  {event.at}  {event.type}  {event.subject}  {event.actor}")


@app.command(epilog="Example: specdeck audit export --format csv > journal.csv")
def export(
    target: Target,
    format: AsFormat = Format.JSONL,  # noqa: A002 - the option's own word
    since: Since = "",
    until: Until = "",
) -> None:
    """Print the journal with its hashes, to archive or verify elsewhere."""
    with target.connect() as client:
        events = client.audit.search(since=since, until=until)
        WRITERS[format](events)


def _audit_file(command: str, file: Path, anchor: str | None) -> "AuditReport":
    from daemon.wire.audit import AuditReport
    from specdeck.local.database_process import run_database_command

    return run_database_command(AuditReport, command, file, anchor)


def _show(report: "AuditReport", *, as_json: bool) -> int:
    if as_json:
        print_json(report)
    else:
        _print_report(report)
    return ExitCode.for_problem(report.findings)


def _print_report(report: "AuditReport") -> None:
    if report.findings:
        print_table(
            ("event", "finding", "description"), [(each.seq, each.code, each.sentence) for each in report.findings]
        )
    else:
        print(f"{report.events} events, intact; head {report.head}")
    for each in report.remarks:
        print(f"note: {each.sentence}")


def _write_jsonl(events: "Iterable[AuditEvent]") -> None:
    for event in events:
        print_json(event)


def _write_csv(events: "Iterable[AuditEvent]") -> None:
    import csv
    import json
    import sys

    columns = ("seq", "at", "type", "subject", "actor", "data", "hash")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for event in events:
        values = {column: getattr(event, column) for column in columns} | {"data": json.dumps(event.data)}
        writer.writerow(values.values())


WRITERS = {Format.JSONL: _write_jsonl, Format.CSV: _write_csv}
