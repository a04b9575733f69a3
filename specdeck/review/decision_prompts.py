"""Ask for what a decision needs, question by question, as the descriptor of its kind says."""

from typing import TYPE_CHECKING, Any

from daemon.wire.decision_descriptor import AskedWhen, DecisionDescriptor, DecisionPrompt
from specdeck.cli.terminal_text import escape_line, escape_text
from specdeck.errors import CommandError
from specdeck.review.hunk_numbers import parse_numbers
from specdeck.review.prompt import ask

if TYPE_CHECKING:
    from daemon.wire.review import Proposal, Review


class NotDecidedError(Exception):
    """The person gave no answer to a question that needs one."""


def ask_for_fields(descriptor: DecisionDescriptor, review: "Review") -> dict[str, Any]:
    """Return the fields of a decision of this kind, as the person answers for them."""
    if "hunks" in descriptor.fields:
        return _ask_for_hunks(review)
    asked = [prompt for prompt in descriptor.prompts if _applies(prompt, review)]
    return {prompt.field: _answer(prompt, review) for prompt in asked}


def _applies(prompt: DecisionPrompt, review: "Review") -> bool:
    if prompt.when is AskedWhen.NOT_PROVED:
        return review.item.verdict != "proved" and review.waiver is None
    return True


def _answer(prompt: DecisionPrompt, review: "Review") -> object:
    if prompt.choices:
        print("  ".join(f"{number} {choice}" for number, choice in enumerate(prompt.choices, 1)))
    answer = ask(prompt.question.format(verdict=review.item.verdict))
    if prompt.required and not answer:
        raise NotDecidedError
    return _value(prompt, answer)


def _value(prompt: DecisionPrompt, answer: str) -> object:
    """Return an answer as its field takes it: names, a line's number, one of the choices, or text."""
    if prompt.field == "asked":
        return tuple(answer.replace(",", " ").split())
    if prompt.field == "line":
        return (parse_numbers(answer) or (1,))[0]
    if answer in map(str, range(1, len(prompt.choices) + 1)):
        return prompt.choices[int(answer) - 1]
    return answer


def _ask_for_hunks(review: "Review") -> dict[str, Any]:
    proposals = [each for each in review.proposals if each.state == "open"]
    if not proposals:
        raise CommandError("command.no_proposal", "The unit has no open proposal.", "Press e to edit its spec.")
    for proposal in proposals:
        _print_proposal(proposal)
    chosen = parse_numbers(ask("Which proposal? (empty: none)"))
    if chosen is None:
        raise NotDecidedError
    if len(chosen) > 1:
        raise CommandError("command.one_proposal", "Only one proposal can be merged at a time.", "Type one number.")
    return {"proposal": chosen[0], "hunks": parse_numbers(ask("Which of its hunks? (empty: all)"))}


def _print_proposal(proposal: "Proposal") -> None:
    author = proposal.by or proposal.analyst
    print(escape_line(f"proposal {proposal.id}, by {author}, {proposal.verdict}: {proposal.reason}"))
    lines = proposal.spec.split("\n")
    for hunk in proposal.hunks:
        print(f"  {hunk.number}: replaces lines {hunk.old_start} to {hunk.old_end}")
        print("\n".join(f"    {escape_text(line)}" for line in lines[hunk.new_start - 1 : hunk.new_end]))
