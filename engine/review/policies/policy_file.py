"""Read a policy.toml strictly: an unknown key or a wrong value is refused, never ignored."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from engine.review.policies.policy import WAIVABLE, ApprovalRule, Policy, ReviewerRotation
from engine.review.refusal import Refusal
from engine.review.risk_words import RISK_WORDS
from engine.toml_text import TomlTextError, read_toml

Rule = TypeVar("Rule")
Item = TypeVar("Item")
MAX_NAMES = 1000
MAX_APPROVALS = 20
_WORD = re.compile(r"[a-z]{2,40}")
_ACCOUNT = re.compile(r"os:(?:0|[1-9][0-9]{0,9})|key:[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_RISKS = ("normal", "high")
_KEYS = {"approvals", "ask", "check_results", "always_review", "auto_lane", "quota", "risk_words", "trials", "waivable"}


def read_policy(text: str) -> Policy:
    """Return the policy in a TOML text; missing keys have the values of the default policy."""
    data = _parsed(text)
    _known(data, _KEYS, "A policy")
    approvals = _by_risk(data, "approvals", {"risk", "n", "distinct"}, _approvals)
    ask = _by_risk(data, "ask", {"risk", "people", "n"}, _ask)
    words = _words(data, "risk_words", RISK_WORDS)
    normal = approvals.get("normal", ApprovalRule())
    return Policy(
        normal=normal,
        high=_at_least(normal, approvals.get("high")),
        risk_words=words,
        # By default it includes every risk word; to empty it, a policy must say so.
        always_review=_words(data, "always_review", tuple(dict.fromkeys((*RISK_WORDS, *words)))),
        quota=_whole(data, "quota", None, 1, 1_000_000),
        waivable=_waivable(data),
        auto_lane=_auto_lane(data),
        check_all_results=_check_all_results(data),
        trials=_trials(data),
        ask_normal=ask.get("normal", ReviewerRotation()),
        ask_high=ask.get("high", ReviewerRotation()),
    )


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        return read_toml(text)
    except TomlTextError as error:
        raise _refused(
            f"The text is not valid TOML: {error}.", "docs/how-to/people.md shows a complete policy."
        ) from error


def _by_risk(
    data: Mapping[str, Any], name: str, keys: set[str], read: Callable[[Mapping[str, Any], str], Rule]
) -> Mapping[str, Rule]:
    """Return risk → rule from the [[name]] tables, at most one for each risk."""
    found: dict[str, Rule] = {}
    for rule in _list(data, name, "tables", dict):
        _known(rule, keys, f"[[{name}]]")
        risk = rule.get("risk")
        if risk not in _RISKS:
            raise _refused(f"[[{name}]] needs risk, which is normal or high, not {risk!r}.", 'Write risk = "high".')
        if risk in found:
            raise _refused(f"[[{name}]] is there twice for risk {risk}.", "Keep one of the two.")
        found[risk] = read(rule, f"[[{name}]]")
    return found


def _approvals(rule: Mapping[str, Any], where: str) -> ApprovalRule:
    distinct = rule.get("distinct", True)
    if type(distinct) is not bool:
        raise _refused(
            f"{where}: distinct is true or false, not {distinct!r}.",
            "With true, authors cannot approve their own edits.",
        )
    return ApprovalRule(_whole(rule, "n", 1, 1, MAX_APPROVALS) or 1, distinct)


def _at_least(normal: ApprovalRule, high: ApprovalRule | None) -> ApprovalRule:
    """Return the rule for high risk, which is at least as strict as the one for normal risk."""
    if high is None:
        return ApprovalRule(normal.n)
    hint = "High risk must require at least as much; left out, it does."
    if high.n < normal.n:
        raise _refused(f"[[approvals]]: n is {high.n} for high risk and {normal.n} for normal risk.", hint)
    if normal.distinct and not high.distinct:
        raise _refused("[[approvals]]: authors may approve their own edits at high risk, and not at normal risk.", hint)
    return high


def _ask(rule: Mapping[str, Any], where: str) -> ReviewerRotation:
    people = _list(rule, "people", "accounts", str)
    wrong = [account for account in people if not _ACCOUNT.fullmatch(account)]
    if wrong or not people:
        named = f"{wrong[0]!r} is not an account" if wrong else "nobody is named"
        raise _refused(f"{where}: {named} in people.", "An account is os:UID or key:NAME: specdeck member list.")
    if len(set(people)) < len(people):
        raise _refused(f"{where}: an account is named twice.", "Name each once; they are asked in turn.")
    return ReviewerRotation(tuple(people), _whole(rule, "n", 1, 1, len(people)) or 1)


def _words(data: Mapping[str, Any], name: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    if name not in data:
        return usual
    words = _list(data, name, "words", str)
    for word in words:
        if not _WORD.fullmatch(word):
            raise _refused(
                f"{name}: {word!r} is not a valid word.", "A risk word has 2 to 40 lower-case letters, a to z."
            )
    return tuple(dict.fromkeys(words))


def _waivable(data: Mapping[str, Any]) -> tuple[str, ...]:
    verdicts = _list(data, "waivable", "verdicts", str) if "waivable" in data else list(WAIVABLE)
    for verdict in verdicts:
        if verdict not in WAIVABLE:
            raise _refused(f"waivable: {verdict!r} cannot be waived.", f"One of: {', '.join(WAIVABLE)}.")
    return tuple(dict.fromkeys(verdicts))


def _auto_lane(data: Mapping[str, Any]) -> bool:
    allowed = data.get("auto_lane", True)
    if type(allowed) is not bool:
        raise _refused(f"auto_lane is true or false, not {allowed!r}.", "With false, people review every unit.")
    return allowed


def _trials(data: Mapping[str, Any]) -> bool:
    allowed = data.get("trials", False)
    if type(allowed) is not bool:
        raise _refused(
            f"trials is true or false, not {allowed!r}.", "With true, unproved routines run in a scratch PostgreSQL."
        )
    return allowed


def _check_all_results(data: Mapping[str, Any]) -> bool:
    share = data.get("check_results", "sample")
    if share not in ("sample", "all"):
        raise _refused(f"check_results is sample or all, not {share!r}.", 'With "all", every result is proved twice.')
    return share == "all"


def _list(data: Mapping[str, Any], name: str, what: str, kind: type[Item]) -> list[Item]:
    values = data.get(name, [])
    if type(values) is not list or any(type(value) is not kind for value in values) or len(values) > MAX_NAMES:
        example = f"Write [[{name}]] on a line above each." if kind is dict else "docs/how-to/people.md shows one."
        raise _refused(f"{name} is a list of up to {MAX_NAMES} {what}.", example)
    return values


def _whole(data: Mapping[str, Any], name: str, usual: int | None, least: int, most: int) -> int | None:
    value = data.get(name, usual)
    if value is not None and (type(value) is not int or not least <= value <= most):
        raise _refused(
            f"{name} is a whole number from {least} to {most}, not {value!r}.", f"Write it like {name} = {least}."
        )
    return value


def _known(data: Mapping[str, Any], keys: set[str], where: str) -> None:
    for key in data:
        if key not in keys:
            nearest = get_close_matches(key, sorted(keys), 1)
            hint = f"Did you mean {nearest[0]}?" if nearest else f"Known keys: {', '.join(sorted(keys))}."
            raise _refused(f"{where} has no key {key}.", hint)


def _refused(sentence: str, hint: str) -> Refusal:
    return Refusal("policy", sentence, hint)
