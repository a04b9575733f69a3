"""Without a model and without a key the chain completes, and every command that could use them says what is missing."""

import pytest

TOTAL = """CREATE FUNCTION total(p int) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE v_x numeric := 0;
BEGIN
  SELECT sum(price) INTO v_x FROM line WHERE order_id = p;
  RETURN v_x;
END $$;
"""
WORKS = (
    "models list",
    "analysts list",
    "analysts state shop",
    "analysts show namer",
    "estimate db",
    "cost show shop",
    "cost list",
    "cost route",
    "cost rules shop",
    "cost batches shop",
    "cost cloud show shop",
    "mine db",
    "find total",
    "patterns search audit",
)
SAYS = {
    "models bench": "specdeck models add",
    "models use llama": "specdeck models",
    "reverse db --wait": "specdeck models add",
    "reverse db --use-cloud": "specdeck cost cloud on",
    "reverse db --batch": "specdeck cost cloud on",
    "cost cancel 1 shop": "specdeck cost batches",
}


@pytest.fixture
def shop(shell):
    shell.write("db/total.sql", TOTAL)
    assert bare(shell, "project add shop db --yes").code == 0
    assert bare(shell, "wait").code == 0
    yield shell
    shell.specdeck("daemon", "stop")


def bare(shell, command):
    """Run a command with no model, no key and no address of one."""
    names = ("SPECDECK_CLOUD_KEY", "ANTHROPIC_API_KEY", "SPECDECK_CLOUD_URL", "SPECDECK_MODEL_EMBEDDER")
    nothing = dict.fromkeys(names, "")
    return shell.specdeck(*command.split(), SPECDECK_MODELS=str(shell.folder / "none"), **nothing)


def test_every_command_works_or_says_what_is_missing(shop):
    failed = {command: ran.err for command in WORKS if (ran := bare(shop, command)).code != 0}
    assert failed == {}
    silent = {
        command: ran.out + ran.err
        for command, word in SAYS.items()
        if (ran := bare(shop, command)).code == 0 or word not in ran.out + ran.err or "Traceback" in ran.err
    }
    assert silent == {}
    (unit,) = bare(shop, "units shop --json").json
    assert unit["verdict"] == "proved"
    assert "local model" in bare(shop, "doctor").out


def test_an_allowed_cloud_without_a_key_names_the_key(shop):
    bare(shop, "cost cloud on shop")
    bare(shop, "cost budget 1 shop")
    for command in ("reverse db --use-cloud --wait", "reverse db --batch --wait"):
        ran = bare(shop, command)
        assert (ran.code, "SPECDECK_CLOUD_KEY" in ran.out + ran.err) == (1, True), ran.out + ran.err
    assert '"spent":0' in bare(shop, "cost show shop --json").out.replace(" ", "")
