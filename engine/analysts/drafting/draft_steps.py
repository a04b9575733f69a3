"""The steps from a model's answer to a pattern that a person may approve; each can stop a draft with what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.findings.scan_units import scan_project
from engine.patterns.library.instantiate import PatternInstance, instantiate_pattern
from engine.patterns.library.languages.render_spec import languages, render_spec
from engine.patterns.library.library_error import LibraryError
from engine.patterns.library.library_pattern import LibraryPattern, Tier
from engine.patterns.library.pattern_history import pattern_to_yaml
from engine.patterns.library.pattern_parameter import PatternParameter
from engine.patterns.library.read_patterns import read_patterns
from engine.source.split_file import split

PROVENANCE = "described"
STEPS = ("generate", "schema", "name", "syntax", "conventions", "preview", "approval", "templates")


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What a person asks for, and the ids that exist."""

    description: str
    category: str
    namespace: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftStep:
    """One step and its outcome: done, failed, or waiting for a person."""

    name: str
    state: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class JudgedDraft:
    """A draft with its pattern as far as it can be read, and what is against it. Warnings do not stop it."""

    pattern: LibraryPattern | None
    instance: PatternInstance | None
    failed_step: str = ""
    messages: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def judge_draft(answer: Mapping[str, Any], request: DraftRequest) -> JudgedDraft:
    """Return the draft after the steps that need no person."""
    if answer["id"] in request.known:
        return JudgedDraft(None, None, "name", (f"the library has a pattern {answer['id']!r} already",))
    try:
        (pattern,) = read_patterns(_text(answer, request))
        instance = instantiate_pattern(pattern, {})
    except LibraryError as error:
        return JudgedDraft(None, None, "syntax", (f"{error.sentence} {error.hint}".strip(),))
    return JudgedDraft(pattern, instance, warnings=tuple(_warnings(instance)))


def draft_steps(judged: JudgedDraft) -> tuple[DraftStep, ...]:
    """Return the eight steps as they are after a judgement."""
    if judged.failed_step:
        at = STEPS.index(judged.failed_step)
        done = [DraftStep(name, "done") for name in STEPS[:at]]
        return (*done, DraftStep(judged.failed_step, "failed", "; ".join(judged.messages)))
    done = [DraftStep(name, "done") for name in STEPS[:6]]
    done[4] = DraftStep("conventions", "done", "; ".join(judged.warnings))
    return (*done, DraftStep("approval", "waiting", "A person decides."), DraftStep("templates", "waiting"))


def rendered(instance: PatternInstance) -> Mapping[str, str]:
    """Return the pattern in every language that can be rendered; a broken one is left out."""
    return dict(_rendered(instance))


def _rendered(instance: PatternInstance) -> Iterator[tuple[str, str]]:
    for language in languages():
        try:
            yield language, render_spec(instance.spec, language)
        except LibraryError:
            continue


def _text(answer: Mapping[str, Any], request: DraftRequest) -> str:
    """Return the answer as the text of a pattern; the library reads it as strictly as a file."""
    parameters = tuple(
        PatternParameter(each["name"], each["type"], each["default"], each["description"])
        for each in answer["parameters"]
    )
    return pattern_to_yaml(
        LibraryPattern(
            id=answer["id"],
            title=answer["title"],
            tier=Tier.DOMAIN,
            category=request.category,
            namespace=request.namespace,
            description=answer["description"],
            spec=answer["spec"],
            parameters=parameters,
            provenance=PROVENANCE,
        )
    )


def _warnings(instance: PatternInstance) -> Iterator[str]:
    """Yield what the conventions and the rules of security have against the SQL of the pattern."""
    for finding in scan_project([split(instance.sql, f"{instance.pattern}.sql")]):
        yield f"{finding.rule}: {finding.message}"
