"""The check processes: bounded, shared fairly, restarted after a crash."""

import asyncio
import os
import signal

import pytest

from daemon.server.checks.check_pool import CheckPool, CheckSubject
from daemon.server.checks.fair_queue import MAX_WAITING, FairQueue, TooManyChecksError

SPEC = """\
module: one
schema: shop
actions:
  - name: one
    returns: integer
    traits: {language: sql}
    steps:
      - query: SELECT 1
"""
SQL = "CREATE FUNCTION shop.one() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;"
SUBJECT = CheckSubject("function", "shop.one()", SQL, SPEC, (), SPEC)
SLOW = "a: 1\n" * 2_000_000


async def checked(checking, spec=SPEC, who="ann"):
    return await checking.check(SUBJECT, spec, who)


def run(checking, work):
    async def whole():
        try:
            return await work
        finally:
            await checking.close()

    return asyncio.run(whole())


def test_a_slow_check_is_stopped_and_the_next_text_is_checked():
    checking = CheckPool(0.3)

    async def work():
        slow = await checked(checking, SLOW)
        return slow, await checked(checking)

    slow, good = run(checking, work())
    assert "more than 0.3 s" in slow.mistakes[0].sentence
    assert good.verdict == "proved"


def test_a_process_that_died_between_two_checks_is_restarted():
    checking = CheckPool()

    async def work():
        await checked(checking)
        (process,) = checking._idle
        os.kill(process._process.pid, signal.SIGKILL)
        await process._process.wait()
        return await checked(checking)

    assert run(checking, work()).verdict == "proved"


def test_a_process_is_kept_for_the_next_text():
    checking = CheckPool()

    async def work():
        await checked(checking)
        first = list(checking._idle)
        await checked(checking)
        return first, list(checking._idle)

    first, then = run(checking, work())
    assert first == then


def test_frequent_callers_do_not_block_others():
    order = []

    async def turn(turns, who):
        async with turns.turn(who):
            order.append(who)
            await asyncio.sleep(0)

    async def work():
        turns = FairQueue(1)
        await asyncio.gather(*(turn(turns, who) for who in ["ann"] * 5 + ["ben", "cyd"]))

    asyncio.run(work())
    assert order[:4] == ["ann", "ben", "cyd", "ann"]
    assert sorted(order) == ["ann"] * 5 + ["ben", "cyd"]


def test_one_person_never_holds_all_turns():
    most = 0

    async def turn(turns, held):
        nonlocal most
        async with turns.turn("ann"):
            held.append(1)
            most = max(most, len(held))
            await asyncio.sleep(0)
            held.pop()

    async def work():
        turns, held = FairQueue(2), []
        await asyncio.gather(*(turn(turns, held) for _ in range(5)))

    asyncio.run(work())
    assert most == 1


def test_a_cancelled_caller_takes_no_turn():
    async def work():
        turns = FairQueue(1)
        async with turns.turn("ann"):
            waiting = asyncio.create_task(_take(turns, "ben"))
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        async with turns.turn("cyd"):
            return True

    assert asyncio.run(work())


def test_too_many_waiting_checks_are_refused():
    async def work():
        turns = FairQueue(1)
        async with turns.turn("ann"):
            waiting = [asyncio.create_task(_take(turns, "ann")) for _ in range(MAX_WAITING)]
            await asyncio.sleep(0)
            with pytest.raises(TooManyChecksError):
                await _take(turns, "ann")
        await asyncio.gather(*waiting)

    asyncio.run(work())


async def _take(turns, who):
    async with turns.turn(who):
        pass
