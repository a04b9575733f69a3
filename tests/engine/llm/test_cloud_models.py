"""Cloud models against servers on the loopback: success, and every way in which a call fails."""

import threading
from collections.abc import Iterator

import pytest

from engine.fault import EngineError
from engine.llm.cloud.anthropic_calls import CloudAccount
from engine.llm.cloud.anthropic_model import AnthropicModel
from engine.llm.cloud.call_errors import status_error
from engine.llm.cloud.circuit_breaker import FAILURES, FIRST_PAUSE, LONGEST_PAUSE, LONGEST_WAIT, CircuitBreaker
from engine.llm.cloud.openai_model import MAX_BODY, Endpoint, OpenAiModel
from engine.llm.language_model import LanguageModel, ModelError, ModelRequest, StopReason, TokenUsage
from engine.llm.schema.build_schema import number, record, text
from tests.engine.llm.model_servers import Answer, ModelServer, anthropic_message, model_server, openai_message

REQUEST = ModelRequest("Stable part.", "What is this?", record(name=text(10), score=number(0, 9)), 50)
ERROR = {"type": "error", "error": {"type": "x", "message": "m"}}


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture
def claude(server: ModelServer) -> AnthropicModel:
    return AnthropicModel("claude-haiku-5-5", CloudAccount("secret-key", server.url, 20))


@pytest.fixture
def openai(server: ModelServer) -> OpenAiModel:
    return OpenAiModel("local-8b", Endpoint(server.url + "/v1", "secret-key", 20))


def refused(model: LanguageModel) -> ModelError:
    with pytest.raises(ModelError) as raised:
        model.complete(REQUEST)
    return raised.value


def test_anthropic_gives_text_usage_and_stop_reason(server: ModelServer, claude: AnthropicModel) -> None:
    server.script = [anthropic_message("{}")]
    completion = claude.complete(REQUEST)
    assert completion.usage == TokenUsage(5, 3, 900, 7)
    assert (completion.text, completion.stop, completion.call) == ("{}", StopReason.END, "msg_1")


def test_the_stable_part_is_marked_for_the_cache_and_bounds_stay_here(
    server: ModelServer, claude: AnthropicModel
) -> None:
    server.script = [anthropic_message("{}")]
    claude.complete(REQUEST)
    _, asked, headers = server.calls[0]
    assert asked["system"][0]["cache_control"] == {"type": "ephemeral"}
    assert asked["output_config"]["format"]["schema"]["properties"]["score"] == {"type": "integer"}
    assert headers["authorization"] == "Bearer secret-key"


@pytest.mark.parametrize(("stop", "means"), [("max_tokens", StopReason.LENGTH), ("refusal", StopReason.REFUSAL)])
def test_a_cut_or_refused_answer_says_so(
    server: ModelServer, claude: AnthropicModel, stop: str, means: StopReason
) -> None:
    server.script = [anthropic_message('{"na', stop)]
    assert claude.complete(REQUEST).stop is means


@pytest.mark.parametrize(
    ("status", "code", "temporary"),
    [
        (401, "llm.key", False),
        (402, "llm.billing", False),
        (413, "llm.too_large", False),
        (429, "llm.rate_limit", True),
        (529, "llm.overloaded", True),
        (500, "llm.server", True),
    ],
)
def test_each_status_is_one_attempt_and_a_fault_with_a_hint(
    server: ModelServer, claude: AnthropicModel, status: int, code: str, *, temporary: bool
) -> None:
    server.script = [Answer(ERROR, status, (("retry-after", "7"),))]
    error = refused(claude)
    assert (error.code, error.temporary, error.retry_after, len(server.calls)) == (code, temporary, 7.0, 1)
    assert error.hint


@pytest.mark.parametrize("body", [b"not json", b"[]", {"id": "x"}, {"content": None, "usage": None}])
def test_a_malformed_answer_is_an_error_and_not_a_crash(
    server: ModelServer, claude: AnthropicModel, body: object
) -> None:
    server.script = [Answer(body)]
    assert refused(claude).code == "llm.malformed"


def test_a_slow_answer_is_a_timeout(server: ModelServer) -> None:
    released = threading.Event()
    server.script = [Answer({}, released=released)]
    assert refused(AnthropicModel("m", CloudAccount("k", server.url, 0.1))).code == "llm.timeout"
    released.set()


def test_a_connection_that_ends_early_is_unreachable_or_malformed(server: ModelServer, claude: AnthropicModel) -> None:
    server.script = [Answer(anthropic_message("{}").body, cut=20)]
    assert refused(claude).temporary


def test_no_server_is_unreachable() -> None:
    assert refused(AnthropicModel("m", CloudAccount("k", "http://127.0.0.1:9", 5))).code == "llm.unreachable"


def test_the_key_is_in_no_representation() -> None:
    assert "secret-key" not in repr(CloudAccount("secret-key")) + repr(Endpoint("http://localhost/v1", "secret-key"))


def test_an_endpoint_gets_the_schema_and_the_grammar(server: ModelServer, openai: OpenAiModel) -> None:
    server.script = [openai_message("{}", "length")]
    completion = openai.complete(REQUEST)
    path, asked, headers = server.calls[0]
    assert (completion.usage, completion.stop) == (TokenUsage(11, 4), StopReason.LENGTH)
    assert asked["grammar"].startswith("char ::= ")
    assert asked["response_format"]["json_schema"]["schema"] == REQUEST.schema
    assert (path, headers["authorization"]) == ("/v1/chat/completions", "Bearer secret-key")


@pytest.mark.parametrize("body", [b"", b"x" * (MAX_BODY + 1), b"[" * 100_000, {"choices": []}])
def test_a_malformed_answer_of_an_endpoint_is_an_error(server: ModelServer, openai: OpenAiModel, body: object) -> None:
    server.script = [Answer(body)]
    assert refused(openai).code == "llm.malformed"


def test_an_answer_without_text_is_malformed(server: ModelServer, openai: OpenAiModel) -> None:
    server.script = [openai_message(None)]
    assert refused(openai).code == "llm.malformed"


@pytest.mark.parametrize(
    "url", ["http://example.org/v1", "ftp://localhost/v1", "file:///etc/passwd", "https:///v1", ""]
)
def test_only_https_or_this_machine_is_asked(url: str) -> None:
    with pytest.raises(EngineError) as raised:
        OpenAiModel("m", Endpoint(url))
    assert raised.value.code == "llm.endpoint"


def test_the_breaker_opens_after_some_failures_and_doubles_its_pause() -> None:
    breaker = CircuitBreaker()
    for _ in range(FAILURES - 1):
        breaker = breaker.failed(100.0)
    assert breaker.allows(100.0)
    breaker = breaker.failed(100.0)
    assert not breaker.allows(100.0 + FIRST_PAUSE - 1)
    assert breaker.allows(100.0 + FIRST_PAUSE)
    again = breaker.failed(200.0)
    assert not again.allows(200.0 + FIRST_PAUSE * 2 - 1)
    assert again.succeeded() == CircuitBreaker()


def test_the_pause_of_the_breaker_is_bounded() -> None:
    breaker = CircuitBreaker()
    for _ in range(100):
        breaker = breaker.failed(0.0)
    assert breaker.allows(LONGEST_PAUSE)


@pytest.mark.parametrize("delay", ["inf", "-inf", "nan", "1e999", "tomorrow", ""])
def test_a_delay_that_is_not_a_number_of_seconds_is_ignored(delay: str) -> None:
    assert status_error(429, delay).retry_after is None


def test_a_server_cannot_stop_a_model_for_years() -> None:
    assert CircuitBreaker().failed(0.0, retry_after=1e12).allows(LONGEST_WAIT)


def test_a_server_that_names_a_delay_gets_it() -> None:
    assert not CircuitBreaker().failed(0.0, retry_after=9.0).allows(8.0)
