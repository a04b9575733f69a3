"""Secrets in routines that are shortened, and answers from a cache that capture names of a similar routine."""

import re
from collections.abc import Iterator

from engine.analysts.local_names import identifiers, local_names
from engine.analysts.prompt_text import MOST_CHARACTERS, prompt_text
from engine.analysts.route.answer_cache import AnswerCache
from engine.analysts.route.recent_answers import RecentAnswers
from engine.analysts.shown_text import ShownText
from engine.check_edit import EditedUnit
from engine.llm.tasks import all_tasks
from hostile.attack import Attack
from hostile.hidden_orders import LEAK, SECRETS

SHOWN = (ShownText(), ShownText(literals=True), ShownText(literals=True, comments=False))


def attack_trimming(unit: EditedUnit) -> Iterator[Attack]:
    """Yield a long routine for each way of showing it; secrets are in front of, inside and behind what is cut."""
    columns = ", ".join(f"column_{number}" for number in range(900))
    for place in (0, len(columns) // 2, len(columns)):
        long = f"{columns[:place]} /* {LEAK} */ {columns[place:]}"
        body = f"\nPERFORM {long} FROM t;\n{LEAK}\nPERFORM {long} FROM u;\n"
        sql, count = re.subn(r"(?i)\bBEGIN\b", lambda found, body=body: found[0] + body, unit.sql, count=1)
        for shown in SHOWN if count else ():
            text = prompt_text(sql, shown)
            leaked = [secret for secret in SECRETS if secret in text]
            longer = len(text) > max(MOST_CHARACTERS, len(sql))
            through = f"{leaked[0]} was sent" if leaked else ("the text grew" if longer else "")
            yield Attack("secret in a shortened prompt", unit.name, through)


def attack_cache(unit: EditedUnit) -> Iterator[Attack]:
    """Yield an answer that was kept for a copy in other names, and whose names the copy's twin uses already."""
    names, taken = local_names(unit.sql), sorted(identifiers(unit.sql))
    task = all_tasks()["name_variables"]
    for word in (each for each in taken[:: max(1, len(taken) // 6)] if names and each not in names):
        cache = AnswerCache("hostile", RecentAnswers())
        poisoned = {"renames": [{"old": names[0], "evidence": "", "new": word}]}
        given = {"name": unit.name, "sql": unit.sql, "variables": names, "purposes": (), "identifiers": set(taken)}
        cache.keep(task, {**given, "sql": unit.sql + " "}, unit.sql, poisoned)
        found = cache.find(task, given, unit.sql)
        yield Attack("captured name in the cache", unit.name, f"{names[0]} became {word}" if found else "")
