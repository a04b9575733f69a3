"""How many runs of a routine a second are observed, and how many pairs of runs of two versions."""

from time import perf_counter

from engine.trial.case import TrialCase
from engine.trial.observe.observer import observing
from engine.trial.observe.variant import RoutineVariant, TrialSubject
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.schema.load_schema import load_schema
from engine.trial.schema.read_schema import read_schema

ACCOUNT = '"public"."account"'
_ROUTINE = """CREATE OR REPLACE FUNCTION public.transfer(p_from int, p_to int, p_amount numeric) RETURNS numeric
LANGUAGE plpgsql AS $$ DECLARE v numeric; BEGIN
    SELECT balance INTO v FROM account WHERE id = p_from FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'no account %', p_from USING ERRCODE = 'P0002'; END IF;
    IF v < p_amount THEN RAISE EXCEPTION 'insufficient'; END IF;
    UPDATE account SET balance = balance - p_amount WHERE id = p_from;
    UPDATE account SET balance = balance + p_amount WHERE id = p_to;
    INSERT INTO log (msg) VALUES (format('%s -> %s', p_from, p_to));
    RETURN v - p_amount;
END $$"""
_DDL = (
    "CREATE TABLE public.account (id int PRIMARY KEY, balance numeric NOT NULL CHECK (balance >= 0))",
    "CREATE TABLE public.log (id serial PRIMARY KEY, msg text, at timestamptz DEFAULT now())",
    _ROUTINE,
)
BATCH = 100


def speed(sandbox: Sandbox, runs: int) -> dict[str, int]:
    """Observe that many runs, and that many pairs in batches."""
    loaded = load_schema(sandbox, _DDL)
    with sandbox.connect(loaded.database) as connection:
        schema = read_schema(connection)
    subject = TrialSubject(schema.routines[0], tuple(each.qualified for each in schema.tables))
    rows = {ACCOUNT: ({"id": "1", "balance": "100"}, {"id": "2", "balance": "0"})}
    cases = [TrialCase(rows, ("1", "2", str(number % 150)), seed=number) for number in range(runs)]
    first, second = RoutineVariant("first", _ROUTINE), RoutineVariant("second", _ROUTINE.replace("<", "<="))
    with observing(sandbox, loaded.database, subject) as observer:
        started = perf_counter()
        for case in cases:
            observer.observe(first, case)
        single = perf_counter() - started
        for at in range(0, runs, BATCH):
            observer.run_batch(cases[at : at + BATCH], (first, second))
        pairs = perf_counter() - started - single
    return {"runs_per_s": round(runs / single), "cases_per_s": round(runs / pairs)}
