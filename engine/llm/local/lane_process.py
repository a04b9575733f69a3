"""The process of a lane: reads requests from its input, decodes many at once, writes replies as they are finished.

`python -P -m engine.llm.local.lane_process MODEL SETTINGS`. Requests with the same stable part run together; when none
of them is left, the part of the next one is evaluated. The process ends with its input, and may be killed at any time.
"""

import json
import queue
import sys
import threading
from collections import deque
from pathlib import Path
from typing import BinaryIO

from engine.llm.language_model import ModelError
from engine.llm.local.batch_lane import BatchLane, LaneSettings
from engine.llm.local.lane_request import LaneCancel, LaneReply, LaneRequest, read_line
from engine.llm.local.sequence import Sequence

END = None
Arriving = queue.Queue[LaneRequest | LaneCancel | None]


class LaneLoop:
    """Requests that wait, and the sequences of those that run."""

    def __init__(self, lane: BatchLane, output: BinaryIO) -> None:
        self.lane = lane
        self.output = output
        self.waiting: deque[LaneRequest] = deque()
        self.running: list[tuple[LaneRequest, Sequence]] = []

    def turn(self) -> None:
        """Let what fits join, decode one token for all, and reply to what is finished."""
        try:
            self._admit()
            self.lane.step()
        except ModelError as error:
            self._fail(error.sentence)
        for request, sequence in [pair for pair in self.running if pair[1].done]:
            self.running.remove((request, sequence))
            self._finish(request, sequence)

    def take(self, asked: LaneRequest | LaneCancel) -> None:
        """Let a request wait for its turn, or forget one."""
        if isinstance(asked, LaneRequest):
            self.waiting.append(asked)
            return
        self.waiting = deque(each for each in self.waiting if each.id != asked.cancel)
        for request, sequence in [pair for pair in self.running if pair[0].id == asked.cancel]:
            self.running.remove((request, sequence))
            self.lane.leave(sequence, "cancelled")

    def reply(self, reply: LaneReply) -> None:
        """Write a reply."""
        self.output.write(reply.to_line())
        self.output.flush()

    def _admit(self) -> None:
        while self.waiting and self.lane.free_slots:
            request = self._next()
            if request is None:
                return
            if not self.running:
                self.lane.share(request.shared)
            sequence = self.lane.join(request.prompt, request.grammar, request.limit, request.seed)
            if sequence is None and self.running:
                return  # it waits until others leave
            self.waiting.remove(request)
            if sequence is None:
                self.reply(LaneReply(request.id, "The prompt does not fit into the model's context.", "no room"))
            else:
                self.running.append((request, sequence))

    def _next(self) -> LaneRequest | None:
        """Return the next request that may join those that run."""
        if not self.running:
            return self.waiting[0]
        shared = self.running[0][0].shared
        return next((request for request in self.waiting if request.shared == shared), None)

    def _finish(self, request: LaneRequest, sequence: Sequence) -> None:
        if sequence.done == "no room" and self.running:
            self.waiting.appendleft(request)  # it was the newest: it starts again when others have left
            return
        text = sequence.text.decode("utf-8", errors="replace")
        self.reply(LaneReply(request.id, text, sequence.done, sequence.prompt_tokens, sequence.tokens))

    def _fail(self, sentence: str) -> None:
        """Reply to the request that failed: the one that was about to join, or all that run."""
        failed = [request for request, _ in self.running] or [self.waiting.popleft()]
        for _, sequence in self.running:
            if not sequence.done:
                self.lane.leave(sequence, "error")
        self.running.clear()
        for request in failed:
            self.reply(LaneReply(request.id, sentence, "error"))


def main() -> None:
    """Run until the input ends."""
    lane = BatchLane(Path(sys.argv[1]), LaneSettings(**json.loads(sys.argv[2])))
    arriving: Arriving = queue.Queue()
    threading.Thread(target=_read, args=(arriving,), daemon=True).start()
    loop = LaneLoop(lane, sys.stdout.buffer)
    loop.reply(LaneReply(0, "", "ready"))
    while _receive(arriving, loop):
        loop.turn()


def _read(arriving: Arriving) -> None:
    for line in sys.stdin.buffer:
        arriving.put(read_line(line))
    arriving.put(END)


def _receive(arriving: Arriving, loop: LaneLoop) -> bool:
    """Take what has arrived, waiting if there is nothing to do; False once the input ended."""
    while not (loop.waiting or loop.running) or not arriving.empty():
        asked = arriving.get()
        if asked is END:
            return False
        loop.take(asked)
    return True


if __name__ == "__main__":
    main()
