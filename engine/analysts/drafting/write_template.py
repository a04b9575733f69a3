"""A template of a pattern for a target language: written by a model, judged by rendering it over known examples.

A template for SQL or SpecQL is proved for every example; code of other languages is checked as far as that is possible
without running it, and says so. Nothing enters the library here: a person reads the draft and saves it, or does not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from engine.analysts.analyst import Ask
from engine.analysts.drafting.check_code import check_code
from engine.analysts.drafting.template_shape import check_template
from engine.analysts.written_notes import written_notes
from engine.findings.mask_secrets import mask_secrets
from engine.llm.tasks.write_template import TASK
from engine.lower.error import LowerError
from engine.lower.file import lower_file
from engine.patterns.library.fill_template import fill_template
from engine.patterns.library.instantiate import PatternInstance, instantiate_pattern
from engine.patterns.library.languages.render_spec import POSTGRESQL, SPECQL
from engine.patterns.library.library_error import LibraryError
from engine.patterns.library.library_pattern import LibraryPattern
from engine.proof.scripts.prove_script import prove_script
from engine.source.split_file import split
from engine.spec.model import SpecFile
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError

MOST_EXAMPLES = 5
LONGEST = 40_000  # characters of a rendered example
PROVED, CHECKED = "proved", "checked, not proved"


@dataclass(frozen=True, slots=True)
class TemplateExample:
    """What the template gives for some values."""

    values: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """A template with what it gives; `verdict` says how far it was judged. Without a template, `fault` says why."""

    language: str
    template: str = ""
    approach: str = ""
    caveats: tuple[str, ...] = ()
    examples: tuple[TemplateExample, ...] = ()
    verdict: str = ""
    fault: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the draft as plain values."""
        return asdict(self)


def known_instances(pattern: LibraryPattern, values: Sequence[Mapping[str, str]]) -> list[PatternInstance]:
    """Return the pattern with each of the values that it accepts, and with its defaults if it has them all."""
    found: dict[str, PatternInstance] = {}
    names = {each.name for each in pattern.parameters}
    for given in (*values, {}):
        try:
            instance = instantiate_pattern(pattern, {key: value for key, value in given.items() if key in names})
        except LibraryError:
            continue
        found.setdefault(instance.text, instance)
    return list(found.values())[:MOST_EXAMPLES]


def write_template(
    pattern: LibraryPattern, language: str, instances: Sequence[PatternInstance], ask: Ask
) -> TemplateDraft:
    """Return a draft; an answer that a validator refuses is repaired by its message, or is a fault."""
    if not instances:
        return TemplateDraft(language, fault=f"No values are known with which {pattern.id} can be filled in.")
    task = replace(TASK, check=lambda _, answer: tuple(judge_template(answer["template"], language, instances)))
    answer = ask(task, _given(pattern, language))
    if answer.value is None:
        return TemplateDraft(language, fault=answer.fault.sentence if answer.fault else "The model gave no answer.")
    template = answer.value["template"]
    examples = tuple(TemplateExample(each.parameters, _rendered(template, each)) for each in instances)
    verdict = PROVED if language in (SPECQL, POSTGRESQL) else CHECKED
    return TemplateDraft(
        language, template, answer.value["approach"], tuple(answer.value["caveats"]), examples, verdict
    )


def judge_template(template: str, language: str, instances: Sequence[PatternInstance]) -> Iterator[str]:
    """Yield what is against a template, by the first example that shows it."""
    refused = tuple(check_template(template, {name for each in instances for name in each.parameters}))
    judged = (_judged(template, language, each) for each in instances)
    messages = refused or next(filter(None, judged), ())
    yield from messages
    if not messages and len(instances) > 1 and len({_rendered(template, each) for each in instances}) == 1:
        yield "it gives the same text for different values: use the parameters"


def _judged(template: str, language: str, instance: PatternInstance) -> tuple[str, ...]:
    """Return the messages about what the template gives for one example."""
    try:
        text = _rendered(template, instance)
    except LibraryError as error:
        return (error.sentence,)
    return _messages(text, language, instance)


def _messages(text: str, language: str, instance: PatternInstance) -> tuple[str, ...]:
    if not text.strip() or len(text) > LONGEST:
        return (f"it gives {len(text)} characters; 1 to {LONGEST} are allowed",)
    if language == SPECQL:
        return tuple(_spec_messages(text, instance))
    if language == POSTGRESQL:
        return tuple(_sql_messages(text, instance))
    return check_code(language, text)


def _spec_messages(text: str, instance: PatternInstance) -> Iterator[str]:
    try:
        spec = read_spec(text, instance.pattern)
        lowered = lower_file(spec)
    except SpecError as error:
        yield f"it gives a text that is not a spec: {error.sentence}"
    except LowerError as error:
        yield f"it gives a spec that has no SQL: {error.fault.sentence}"
    else:
        yield from (f"it adds a text that no proof sees: {each[:60]!r}" for each in _new_notes(spec, instance))
        yield from _sql_messages(lowered, instance)


def _new_notes(spec: SpecFile, instance: PatternInstance) -> Iterator[str]:
    return (written_notes(spec) - written_notes(instance.spec)).elements()


def _sql_messages(sql: str, instance: PatternInstance) -> Iterator[str]:
    verdict = prove_script([split(instance.sql)], [split(sql)])
    if verdict.word != "proved":
        first = next((problem.sentence for problem in verdict.problems), verdict.word)
        yield f"it is not proved to mean the pattern: {first}"


def _rendered(template: str, instance: PatternInstance) -> str:
    return fill_template(template, dict(instance.parameters), instance.pattern)


def _given(pattern: LibraryPattern, language: str) -> dict[str, Any]:
    return {
        "pattern": mask_secrets(f"{pattern.title}: {pattern.description}\n{pattern.spec}"),
        "language": language,
        "parameters": [each.name for each in pattern.parameters],
        "messages": (),
    }
