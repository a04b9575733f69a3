"""Batches of Anthropic's against a server on the loopback."""

from collections.abc import Iterator

import pytest

from engine.llm.cloud.anthropic_batches import AnthropicBatches
from engine.llm.cloud.anthropic_calls import CloudAccount
from engine.llm.cloud.configured_model import cloud_batches
from engine.llm.cloud.message_batch import BatchedRequest, BatchOutcome
from engine.llm.language_model import ModelError, ModelRequest, TokenUsage
from engine.llm.schema.build_schema import number, record, text
from tests.engine.llm.batch_server import BatchServer, batch_server, errored, succeeded
from tests.engine.llm.model_servers import Answer

REQUEST = ModelRequest("Stable part.", "What is this?", record(name=text(10), score=number(0, 9)), 50)


@pytest.fixture
def server() -> Iterator[BatchServer]:
    with batch_server() as running:
        yield running


@pytest.fixture
def batches(server: BatchServer) -> AnthropicBatches:
    return AnthropicBatches("claude-haiku-5-5", CloudAccount("secret-key", server.url, 20))


def test_a_batch_is_submitted_with_the_ids_and_arguments_of_its_questions(
    server: BatchServer, batches: AnthropicBatches
) -> None:
    batch = batches.submit([BatchedRequest("call-1", REQUEST), BatchedRequest("call-2", REQUEST)])
    asked = server.submitted[batch]
    assert [each["custom_id"] for each in asked] == ["call-1", "call-2"]
    assert asked[0]["params"]["max_tokens"] == 50
    assert asked[0]["params"]["system"][0]["cache_control"] == {"type": "ephemeral"}


def test_a_batch_has_ended_when_its_provider_says_so(server: BatchServer, batches: AnthropicBatches) -> None:
    batch = batches.submit([BatchedRequest("call-1", REQUEST)])
    assert batches.has_ended(batch)
    server.ended = False
    assert not batches.has_ended(batch)


def test_an_answer_comes_with_its_usage(server: BatchServer, batches: AnthropicBatches) -> None:
    server.result = lambda asked: succeeded("{}")
    (found,) = batches.results(batches.submit([BatchedRequest("call-1", REQUEST)]))
    assert found.completion
    assert (found.id, found.outcome, found.completion.usage) == (
        "call-1",
        BatchOutcome.SUCCEEDED,
        TokenUsage(5, 3, 900, 7),
    )


@pytest.mark.parametrize(
    ("result", "outcome", "temporary"),
    [
        (errored("invalid_request_error"), BatchOutcome.ERRORED, False),
        (errored("overloaded_error"), BatchOutcome.ERRORED, True),
        ({"type": "expired"}, BatchOutcome.EXPIRED, True),
        ({"type": "canceled"}, BatchOutcome.CANCELED, False),
    ],
)
def test_a_question_without_an_answer_says_whether_to_ask_again(
    server: BatchServer, batches: AnthropicBatches, result: dict[str, object], outcome: BatchOutcome, *, temporary: bool
) -> None:
    server.result = lambda asked: result
    (found,) = batches.results(batches.submit([BatchedRequest("call-1", REQUEST)]))
    assert (found.outcome, found.temporary, found.completion) == (outcome, temporary, None)


@pytest.mark.parametrize("result", [{}, {"type": "eaten"}, {"type": "errored"}])
def test_results_that_are_not_of_the_form_of_the_api_are_malformed(
    server: BatchServer, batches: AnthropicBatches, result: dict[str, object]
) -> None:
    server.result = lambda asked: result
    with pytest.raises(ModelError) as raised:
        list(batches.results(batches.submit([BatchedRequest("call-1", REQUEST)])))
    assert raised.value.code == "llm.malformed"


def test_a_batch_that_is_refused_says_what_to_do(server: BatchServer, batches: AnthropicBatches) -> None:
    server.refused = [Answer({"type": "error", "error": {"type": "x", "message": "m"}}, 402)]
    with pytest.raises(ModelError) as raised:
        batches.submit([BatchedRequest("call-1", REQUEST)])
    assert (raised.value.code, raised.value.refused) == ("llm.billing", True)


def test_a_batch_can_be_cancelled(server: BatchServer, batches: AnthropicBatches) -> None:
    batch = batches.submit([BatchedRequest("call-1", REQUEST)])
    batches.cancel(batch)
    assert server.cancelled == [batch]


def test_the_openai_protocol_has_no_batches() -> None:
    with pytest.raises(ModelError) as raised:
        cloud_batches("m", {"SPECDECK_CLOUD_PROTOCOL": "openai", "SPECDECK_CLOUD_KEY": "k"})
    assert raised.value.code == "llm.no_batches"
