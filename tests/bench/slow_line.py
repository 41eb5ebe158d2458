"""A line between two ports that counts, delays, squeezes and loses.

python -m tests.bench.slow_line TARGET_PORT [--rtt MS] [--bps BITS] [--loss SHARE]

Prints its own port, then answers each line on standard input with what has passed
since the last one, as JSON. Each direction is one queue of --bps for all connections;
a new connection costs one round trip. A lost packet costs its bytes again and a
retransmission's wait, as TCP would; nothing is lost for good. No TLS, no headers of
TCP and IP.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field

PACKET_BYTES = 1400
QUEUE_BYTES = 32 * 1024
RETRANSMIT_SECONDS = 0.3


@dataclass
class Way:
    """One direction: its queue, and what has passed."""

    bps: float
    rtt: float
    loss: float
    dice: random.Random
    free: float = 0.0
    waiting: int = 0
    passed: int = 0
    room: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def arrival(self, size: int) -> float:
        """Take the next place in the queue; give when its last bit comes out."""
        self.passed += size
        if not self.bps:
            return time.monotonic() + self.rtt / 2
        async with self.room:
            while self.waiting > QUEUE_BYTES:
                await self.room.wait()
            self.waiting += size
        seconds = size * 8 / self.bps
        self.free = max(self.free, time.monotonic()) + seconds
        if self.dice.random() < self.loss:
            self.free += seconds + RETRANSMIT_SECONDS + self.rtt
        asyncio.create_task(self._gone(size, self.free))  # noqa: RUF006 - seconds
        return self.free + self.rtt / 2

    async def _gone(self, size: int, at: float) -> None:
        await asyncio.sleep(max(0.0, at - time.monotonic()))
        async with self.room:
            self.waiting -= size
            self.room.notify_all()


async def pump(
    source: asyncio.StreamReader, target: asyncio.StreamWriter, way: Way, begin: float
) -> None:
    """Carry one direction of one connection."""
    queue: asyncio.Queue[tuple[float, bytes] | None] = asyncio.Queue()

    async def deliver() -> None:
        while (item := await queue.get()) is not None:
            at, block = item
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            target.write(block)
            await target.drain()
        target.write_eof()

    delivering = asyncio.create_task(deliver())
    await asyncio.sleep(max(0.0, begin - time.monotonic()))
    while block := await source.read(PACKET_BYTES if way.bps else 65_536):
        await queue.put((await way.arrival(len(block)), block))
    await queue.put(None)
    await delivering


async def run(asked: argparse.Namespace) -> None:
    """Listen, carry, and count until standard input ends."""
    dice = random.Random(7)
    rtt = asked.rtt / 1000
    up, down = (Way(asked.bps, rtt, asked.loss, dice) for _ in range(2))

    async def connected(
        here_in: asyncio.StreamReader, here_out: asyncio.StreamWriter
    ) -> None:
        there_in, there_out = await asyncio.open_connection("127.0.0.1", asked.target)
        begin = time.monotonic() + rtt
        await asyncio.gather(
            pump(here_in, there_out, up, begin),
            pump(there_in, here_out, down, 0.0),
            return_exceptions=True,
        )
        here_out.close()
        there_out.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    asking = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(asking), sys.stdin
    )
    while await asking.readline():
        print(json.dumps({"up": up.passed, "down": down.passed}), flush=True)
        up.passed = down.passed = 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=int)
    parser.add_argument("--rtt", type=float, default=0.0)
    parser.add_argument("--bps", type=float, default=0.0)
    parser.add_argument("--loss", type=float, default=0.0)
    asyncio.run(run(parser.parse_args()))
