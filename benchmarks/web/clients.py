"""Many clients of a local server at once, each on one connection, and how long they waited."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from random import Random

from benchmarks.web.questions import Question

_MOST_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds that each answer took, how many were not 200, and how long it all took."""

    seconds: list[float]
    failed: int
    took: float

    def quantile(self, share: float) -> float:
        """The wait that a share of the answers did not pass, by nearest rank."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ask(port: int, question: Question, *, clients: int, asked: int, pause: float, seed: int) -> Waits:
    """`asked` questions by `clients` clients, each pausing `pause` seconds on average between two; at most 30 s."""
    return asyncio.run(_ask(port, question, clients, asked, pause, seed))


async def _ask(port: int, question: Question, clients: int, asked: int, pause: float, seed: int) -> Waits:
    began = time.perf_counter()
    each = -(-asked // clients)
    found = await asyncio.gather(
        *(
            _client(port, question, each, pause, Random(f"{seed} {number}"), began)
            for number in range(clients)
        )
    )
    seconds = [wait for waits, _ in found for wait in waits]
    return Waits(seconds, sum(failed for _, failed in found), time.perf_counter() - began)


async def _client(
    port: int, question: Question, many: int, pause: float, dice: Random, began: float
) -> tuple[list[float], int]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    waits, failed = [], 0
    if pause:
        await asyncio.sleep(dice.uniform(0, pause))
    for _ in range(many):
        if time.perf_counter() - began > _MOST_SECONDS:
            break
        start = time.perf_counter()
        head = f"GET {question(dice)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n"
        writer.write(head.encode())
        failed += await _answer(reader) != 200
        waits.append(time.perf_counter() - start)
        if pause:
            await asyncio.sleep(dice.uniform(0.5 * pause, 1.5 * pause))
    writer.close()
    return waits, failed


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if "transfer-encoding: chunked" in head:
        while size := int((await reader.readline()).strip() or b"0", 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        await reader.readexactly(int(head.split("content-length:")[1].split("\r\n")[0]))
    return int(head.split()[1])
