"""Does the line before the engine keep its order, lose nobody's result, and let go of who has gone?"""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from presidium.app.attempt import Attempt
from presidium.app.line import Line, Stopped, Ticket
from presidium.app.refusal import Refusal
from presidium.errors import UsageError

WAIT = 10


def attempt(number: int) -> Attempt:
    return Attempt((), {}, 100, number)


def in_a_loop(scene: Callable[[], Awaitable[None]]) -> None:
    """Play a scene in a thread of its own: a browser that other tests hold open has a loop in this one."""

    def play() -> None:
        asyncio.run(asyncio.wait_for(scene(), WAIT))  # type: ignore[arg-type]

    with ThreadPoolExecutor(1) as beside:
        beside.submit(play).result()


async def heard(ticket: Ticket) -> list[tuple[str, Any]]:
    return [news async for news in ticket.news() if news is not None]


async def last(ticket: Ticket) -> tuple[str, Any]:
    return (await heard(ticket))[-1]


class Engine:
    """Plays when it is let; answers with the seed of the attempt."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.started = threading.Event()
        self.played: list[int] = []
        self.at_once = 0
        self.most_at_once = 0

    def play(self, asked: Attempt, progress: Callable[[int, int], None]) -> int:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.started.set()
        try:
            while not self.go.wait(0.005):
                progress(0, 100)
            progress(100, 100)
            self.played.append(asked.seed)
            return asked.seed
        finally:
            self.at_once -= 1


def test_everybody_gets_the_result_of_his_own_in_order_and_one_plays_at_a_time() -> None:
    engine = Engine()
    engine.go.set()

    async def scene() -> None:
        line = Line(engine.play)
        tickets = [line.join(f"reader-{n}", attempt(n)) for n in range(20)]
        results = await asyncio.gather(*map(last, tickets))
        assert results == [("result", n) for n in range(20)]
        assert len(line) == 0
        line.close()

    in_a_loop(scene)
    assert engine.played == list(range(20))
    assert engine.most_at_once == 1


def test_who_waits_is_told_how_many_are_before_him() -> None:
    engine = Engine()

    async def scene() -> None:
        line = Line(engine.play)
        tickets = [line.join(f"reader-{n}", attempt(n)) for n in range(3)]
        news = tickets[2].news()
        assert await anext(news) == ("waiting", {"before": 2})
        engine.go.set()
        told = [one async for one in news if one is not None]
        assert ("waiting", {"before": 1}) in told or ("progress", {"done": 0, "total": 0}) in told
        assert told[-1] == ("result", 2)
        line.close()

    in_a_loop(scene)


def test_a_second_run_of_one_client_is_refused_while_the_first_goes_on() -> None:
    engine = Engine()

    async def scene() -> None:
        line = Line(engine.play)
        first = line.join("reader", attempt(1))
        with pytest.raises(Refusal, match="APP840"):
            line.join("reader", attempt(2))
        engine.go.set()
        assert await last(first) == ("result", 1)
        again = line.join("reader", attempt(3))
        assert await last(again) == ("result", 3)
        line.close()

    in_a_loop(scene)


def test_a_full_line_says_so_and_has_room_again_later() -> None:
    engine = Engine()

    async def scene() -> None:
        line = Line(engine.play, most=2)
        tickets = [line.join(f"reader-{n}", attempt(n)) for n in range(2)]
        with pytest.raises(Refusal, match="APP841"):
            line.join("one-more", attempt(9))
        engine.go.set()
        assert [await last(ticket) for ticket in tickets] == [("result", 0), ("result", 1)]
        assert await last(line.join("one-more", attempt(9))) == ("result", 9)
        line.close()

    in_a_loop(scene)


def test_who_goes_while_waiting_is_never_played() -> None:
    engine = Engine()

    async def scene() -> None:
        line = Line(engine.play)
        tickets = [line.join(f"reader-{n}", attempt(n)) for n in range(3)]
        await asyncio.to_thread(engine.started.wait)
        line.leave(tickets[1])
        assert (await last(tickets[1]))[0] == "refused"
        assert len(line) == 2
        engine.go.set()
        assert await last(tickets[2]) == ("result", 2)
        line.close()

    in_a_loop(scene)
    assert engine.played == [0, 2]


def test_who_goes_while_playing_stops_the_run_and_the_next_one_plays() -> None:
    engine = Engine()

    async def scene() -> None:
        line = Line(engine.play)
        gone = line.join("gone", attempt(1))
        await asyncio.to_thread(engine.started.wait)
        line.leave(gone)
        # He may come back at once: the run that is stopping is not his any more.
        back = line.join("gone", attempt(2))
        assert (await last(gone))[1]["code"] == "APP842"
        engine.go.set()
        assert await last(back) == ("result", 2)
        line.close()

    in_a_loop(scene)
    assert engine.played == [2]


def test_a_reader_who_never_listens_holds_up_nobody() -> None:
    engine = Engine()
    engine.go.set()

    async def scene() -> None:
        line = Line(engine.play)
        line.join("deaf", attempt(1))
        assert await last(line.join("reader", attempt(2))) == ("result", 2)
        line.close()

    in_a_loop(scene)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (UsageError("USE622", "it leads nowhere", "Look again."), "USE622"),
        (Stopped(), "APP842"),
        (ZeroDivisionError("of ours, with a secret"), "APP850"),
    ],
    ids=["of the scenario", "stopped", "ours"],
)
def test_a_run_that_fails_is_told_with_a_code_and_the_line_goes_on(fault: Exception, code: str) -> None:
    def play(asked: Attempt, _progress: Callable[[int, int], None]) -> int:
        if asked.seed == 1:
            raise fault
        return asked.seed

    async def scene() -> None:
        line = Line(play)
        failing, next_one = line.join("one", attempt(1)), line.join("two", attempt(2))
        event, said = await last(failing)
        assert (event, said["code"]) == ("refused", code)
        assert "secret" not in str(said)
        assert await last(next_one) == ("result", 2)
        line.close()

    in_a_loop(scene)


def test_only_the_latest_is_kept_for_who_reads_slowly() -> None:
    def play(_asked: Attempt, progress: Callable[[int, int], None]) -> str:
        for done in range(10_000):
            progress(done, 10_000)
        return "over"

    async def scene() -> None:
        line = Line(play)
        ticket = line.join("slow", attempt(1))
        while len(line):
            await asyncio.sleep(0.01)
        assert await heard(ticket) == [("result", "over")]
        line.close()

    in_a_loop(scene)


def test_closing_stops_everybody() -> None:
    engine = Engine()

    async def scene() -> None:
        line = Line(engine.play)
        tickets = [line.join(f"reader-{n}", attempt(n)) for n in range(3)]
        await asyncio.to_thread(engine.started.wait)
        await asyncio.to_thread(lambda: None)
        for ticket in tickets:
            line.leave(ticket)
        assert [(await last(ticket))[0] for ticket in tickets] == ["refused"] * 3
        line.close()

    in_a_loop(scene)
    assert engine.played == []
