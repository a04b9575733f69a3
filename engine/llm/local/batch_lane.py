"""Continuous batching: sequences join and leave a batch, each with its own grammar, seed and limit.

The stable part of the prompts is evaluated once, in slot 0, and given to each sequence that joins. A token is sampled
freely first and only checked against the grammar; the grammar is applied to the whole vocabulary only when it refuses,
since that costs milliseconds. A lane belongs to one thread of one process.
"""

import ctypes
from dataclasses import dataclass
from pathlib import Path

from engine.fault import Fault
from engine.llm.language_model import ModelError
from engine.llm.local.chat_template import chat_template
from engine.llm.local.llama_library import llama_library, unloadable
from engine.llm.local.sampler_chains import SamplerChains, Sampling, is_refused
from engine.llm.local.sequence import Sequence

BATCH = 512
SHARED_SLOT = 0
REFUSED_LOGIT = -1e30
NO_ROOM = 1  # what llama_decode answers where the cache is full
Entry = tuple[int, int, int, bool]
"""Token, position, slot, and whether its logits are needed."""


@dataclass(frozen=True, slots=True)
class LaneSettings:
    """How a model is run. `context` is the cache of all sequences together, in tokens."""

    sequences: int = 8
    context: int = 8192
    threads: int = 2
    gpu_layers: int = -1  # all that fit
    temperature: float = 0.2
    top_k: int = 40


class BatchLane:
    """A loaded model and its sequences."""

    def __init__(self, model: Path, settings: LaneSettings) -> None:
        self.library = llama_library()
        self.settings = settings
        self.model = self._load(model)
        self.vocabulary = self.library.llama_model_get_vocab(self.model)
        self.chains = SamplerChains(self.library, self.vocabulary, Sampling(settings.temperature, settings.top_k))
        self.context = self._open_context()
        self.memory = self.library.llama_get_memory(self.context)
        self.batch = self.library.llama_batch_init(BATCH, 0, 1)
        self.template = chat_template(self.library, self.model)
        self.free_slots = list(range(settings.sequences, SHARED_SLOT, -1))
        self.active: list[Sequence] = []
        self.shared: tuple[int, ...] = ()

    def share(self, system: str) -> None:
        """Evaluate the stable part for the sequences that will join; none may be active."""
        tokens = tuple(self.tokenize(self.template.shared(system), special=True))
        if tokens == self.shared:
            return
        self.library.llama_memory_seq_rm(self.memory, SHARED_SLOT, -1, -1)
        self.shared = ()
        if self._evaluate([(token, at, SHARED_SLOT, False) for at, token in enumerate(tokens)]):
            raise too_long(len(tokens), self.settings.context)
        self.shared = tokens

    def join(self, prompt: str, grammar: str, limit: int, seed: int) -> Sequence | None:
        """Start an answer after the shared part; None where the cache has no room for it now."""
        tokens = [*self.tokenize(prompt), *self.tokenize(self.template.after, special=True)]
        constrained, free = self.chains.with_grammar(grammar, seed), self.chains.without_grammar(seed)
        slot = self.free_slots.pop()
        sequence = Sequence(slot, constrained, free, limit, len(self.shared) + len(tokens))
        self.library.llama_memory_seq_cp(self.memory, SHARED_SLOT, slot, -1, -1)
        start = len(self.shared)
        last = len(tokens) - 1
        self.active.append(sequence)
        if self._evaluate([(token, start + at, slot, at == last) for at, token in enumerate(tokens)]):
            self.leave(sequence, "no room")
            return None
        sequence.position = start + len(tokens)
        sequence.row = last % BATCH
        self._take(sequence)
        return sequence

    def step(self) -> None:
        """Decode one token for every active sequence."""
        now = list(self.active)
        if not now:
            return
        answer = self._decode([(each.next_token, each.position, each.slot, True) for each in now])
        if answer == NO_ROOM:
            self.leave(now[-1], "no room")  # the batch was undone whole: the newest waits, the others go on
            return
        if answer:
            raise ModelError(Fault("llm.decode", f"llama.cpp could not decode ({answer}).", "Restart the worker."))
        for row, sequence in enumerate(now):
            sequence.row = row
            sequence.position += 1
        for sequence in now:
            self._take(sequence)

    def leave(self, sequence: Sequence, reason: str) -> None:
        """End a sequence, finished or cancelled."""
        sequence.done = reason
        self.library.llama_memory_seq_rm(self.memory, sequence.slot, -1, -1)
        self.library.llama_sampler_free(sequence.sampler)
        self.library.llama_sampler_free(sequence.free_sampler)
        self.active.remove(sequence)
        self.free_slots.append(sequence.slot)

    def tokenize(self, text: str, *, special: bool = False) -> list[int]:
        """Return the tokens of a text; only our own stable part may contain special ones."""
        raw = text.encode()
        buffer = (self.library.llama_token * (len(raw) + 8))()
        count = self.library.llama_tokenize(self.vocabulary, raw, len(raw), buffer, len(buffer), False, special)  # noqa: FBT003 - ctypes
        return list(buffer[:count])

    def close(self) -> None:
        """Free the model."""
        for sequence in list(self.active):
            self.leave(sequence, "closed")
        self.library.llama_batch_free(self.batch)
        self.library.llama_free(self.context)
        self.library.llama_model_free(self.model)

    def _load(self, path: Path) -> object:
        parameters = self.library.llama_model_default_params()
        layers = self.settings.gpu_layers
        parameters.n_gpu_layers = layers if layers >= 0 else 999
        model = self.library.llama_model_load_from_file(str(path).encode(), parameters)
        if not model:
            raise unloadable(path)
        return model

    def _open_context(self) -> object:
        parameters = self.library.llama_context_default_params()
        parameters.n_ctx = self.settings.context
        parameters.n_batch = parameters.n_ubatch = BATCH
        parameters.n_seq_max = self.settings.sequences + 1
        parameters.kv_unified = True  # so that sharing the stable part copies nothing
        parameters.n_threads = parameters.n_threads_batch = self.settings.threads
        parameters.no_perf = True
        context = self.library.llama_init_from_model(self.model, parameters)
        if not context:
            hint = "Choose a smaller context or a smaller model."
            raise ModelError(Fault("llm.memory", "There is too little memory for the model's context.", hint))
        return context

    def _evaluate(self, entries: list[Entry]) -> int:
        """Decode a prompt batch by batch; 0 if all of it fits."""
        for start in range(0, len(entries), BATCH):
            answer = self._decode(entries[start : start + BATCH])
            if answer:
                return answer
        return 0

    def _decode(self, entries: list[Entry]) -> int:
        batch = self.batch
        batch.n_tokens = len(entries)
        for at, (token, position, slot, wanted) in enumerate(entries):
            batch.token[at], batch.pos[at], batch.n_seq_id[at], batch.logits[at] = token, position, 1, wanted
            batch.seq_id[at][0] = slot
        return self.library.llama_decode(self.context, batch)

    def _take(self, sequence: Sequence) -> None:
        """Sample the next token of a sequence, and end it where it is done."""
        token = self._sample(sequence)
        if self.library.llama_vocab_is_eog(self.vocabulary, token):
            self.leave(sequence, "end")
            return
        sequence.text += self._piece(token)
        sequence.tokens += 1
        sequence.next_token = token
        if sequence.tokens >= sequence.limit:
            self.leave(sequence, "length")

    def _sample(self, sequence: Sequence) -> int:
        """Return a token that the grammar allows: the freely sampled one if it is one of these."""
        library = self.library
        token = library.llama_sampler_sample(sequence.free_sampler, self.context, sequence.row)
        if is_refused(library, sequence.sampler, token, REFUSED_LOGIT):
            return library.llama_sampler_sample(sequence.sampler, self.context, sequence.row)
        library.llama_sampler_accept(sequence.sampler, token)
        return token

    def _piece(self, token: int) -> bytes:
        buffer = ctypes.create_string_buffer(64)
        length = self.library.llama_token_to_piece(self.vocabulary, token, buffer, 64, 0, False)  # noqa: FBT003 - ctypes
        return buffer.raw[: max(0, length)]


def too_long(tokens: int, context: int) -> ModelError:
    """Return the error of a prompt that does not fit."""
    sentence = f"The prompt has {tokens:,} tokens; the model's context has room for {context:,}."
    return ModelError(Fault("llm.too_long", sentence, "The unit is skipped; a larger context needs more memory."))
