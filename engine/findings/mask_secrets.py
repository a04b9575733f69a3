"""Secrets in a text, found by their form; whatever shows SQL to people, logs or models masks them first."""

import re

_URL = re.compile(r"\b\w+://[^\s/@'\":]+:(?P<password>[^\s@/'\"]+)@")
_PASSWORD_PAIR = re.compile(r"\b(?:password|pwd)\s*=\s*(?P<password>[^\s'\";$%|]{3,})", re.IGNORECASE)
_QUOTED = re.compile(r"\bPASSWORD\s+'(?P<password>(?:[^']|'')+)'", re.IGNORECASE)
_KEY = re.compile(
    r"\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bsk_(?:live|test)_[A-Za-z0-9]{16,}\b"
    r"|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bAIza[0-9A-Za-z_-]{35}\b|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"
    r"|\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"
)
_NAMED = re.compile(
    r"pass(?:word|wd|phrase)|(?:^|_)pwd(?:$|_)|secret|api_?key|private_?key|access_?key|(?:^|_)token(?:$|_)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"[<>{}$%@*]|^x+$|^\.+$|your|example|placeholder|redacted|change_?this|^:", re.IGNORECASE)
_HASHED = re.compile(r"^(?:\$[\w.-]+\$|\{\w+\}|md5[0-9a-f]{32}|[0-9a-f]{32,}$|SCRAM-SHA-256\$)", re.IGNORECASE)


def secret_in(text: str) -> str | None:
    """A password or a key inside a text, by its form alone."""
    for pattern in (_URL, _PASSWORD_PAIR):
        found = pattern.search(text)
        if found and is_plausible(found["password"]):
            return found["password"]
    key = _KEY.search(text)
    if key:
        return key.group()
    return None


def is_secret_name(name: str) -> bool:
    """Whether a variable, column or parameter of that name holds a secret."""
    return bool(_NAMED.search(name))


def is_plausible(value: str) -> bool:
    """Whether a text can be a real password: not empty, not a placeholder, not a hash."""
    return len(value) > 2 and not _PLACEHOLDER.search(value) and not _HASHED.match(value)


def masked(secret: str) -> str:
    """The first four characters at most, and stars."""
    return secret[: min(4, len(secret) // 3)] + "****"


def mask_secrets(text: str) -> str:
    """A text in which every secret that its form gives away is masked."""
    for pattern in (_QUOTED, _URL, _PASSWORD_PAIR):
        text = pattern.sub(lambda found: found.group().replace(found["password"], masked(found["password"])), text)
    return _KEY.sub(lambda found: masked(found.group()), text)
