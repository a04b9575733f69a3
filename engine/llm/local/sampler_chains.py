"""The sampler chains of an answer: one with its grammar, and the same one without.

Control tokens are never sampled, but for those that end an answer. A grammar takes them for the text of their names,
such as `<unk>`, while an answer holds nothing of them: it would be shorter than its grammar says.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.fault import Fault
from engine.llm.language_model import ModelError

GRAMMAR_PLACE = 0  # of the grammar in its chain


@dataclass(frozen=True, slots=True)
class Sampling:
    """How tokens are drawn."""

    temperature: float
    top_k: int


class SamplerChains:
    """Makes the chains of one model."""

    def __init__(self, library: Any, vocabulary: object, sampling: Sampling) -> None:  # noqa: ANN401 - made by ctypes
        self._library = library
        self._vocabulary = vocabulary
        self._sampling = sampling
        muted = [library.llama_logit_bias(token, float("-inf")) for token in _muted_tokens(library, vocabulary)]
        self._muted = (library.llama_logit_bias * len(muted))(*muted)

    def with_grammar(self, grammar: str, seed: int) -> object:
        """Return the chain that a grammar constrains; the grammar is its first sampler."""
        constraint = self._library.llama_sampler_init_grammar(self._vocabulary, grammar.encode(), b"root")
        if not constraint or not grammar.strip():
            raise ModelError(Fault("llm.grammar", "llama.cpp refuses the grammar of the answer.", "Report it."))
        return self._chain(seed, constraint)

    def without_grammar(self, seed: int) -> object:
        """Return the chain that allows any text."""
        return self._chain(seed)

    def _chain(self, seed: int, *first: object) -> object:
        library = self._library
        chain = library.llama_sampler_chain_init(library.llama_sampler_chain_default_params())
        size = library.llama_vocab_n_tokens(self._vocabulary)
        rest = (
            library.llama_sampler_init_logit_bias(size, len(self._muted), self._muted),
            library.llama_sampler_init_top_k(self._sampling.top_k),
            library.llama_sampler_init_temp(self._sampling.temperature),
            library.llama_sampler_init_dist(seed),
        )
        for sampler in (*first, *rest):
            library.llama_sampler_chain_add(chain, sampler)
        return chain


def is_refused(library: Any, chain: object, token: int, refused_logit: float) -> bool:  # noqa: ANN401 - made by ctypes
    """Return whether the grammar of a chain refuses a token now."""
    single = (library.llama_token_data * 1)(library.llama_token_data(token, 1.0, 0.0))
    candidates = library.llama_token_data_array(data=single, size=1, selected=-1, sorted=False)
    library.llama_sampler_apply(library.llama_sampler_chain_get(chain, GRAMMAR_PLACE), ctypes.byref(candidates))
    return single[0].logit <= refused_logit


def _muted_tokens(library: Any, vocabulary: object) -> Iterator[int]:  # noqa: ANN401 - made by ctypes
    """Yield the tokens that hold no text and end nothing."""
    without_text = library.LLAMA_TOKEN_ATTR_CONTROL | library.LLAMA_TOKEN_ATTR_UNKNOWN
    for token in range(library.llama_vocab_n_tokens(vocabulary)):
        ends = library.llama_vocab_is_eog(vocabulary, token)
        if library.llama_vocab_get_attr(vocabulary, token) & without_text and not ends:
            yield token
