"""What happened in one history, told in dated sentences?

A history is played again from its address, so that any of a million can be told without having been kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from presidium.history import codes
from presidium.history.board import Board
from presidium.history.many import Player
from presidium.theory.crisis.ends import ENDS
from presidium.theory.fate import FATES
from presidium.values import Words
from presidium.words import both

Text = dict[str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One dated sentence: month as "1953-06", a code for tools, the text by language."""

    month: str
    code: str
    text: Text


class _Teller:
    """The names behind the numbers of one board."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def who(self, i: int) -> Words:
        return self._board.case.people[self._board.people[i]].name

    def post(self, p: int) -> Words:
        return self._board.case.offices[self._board.posts[p][0]].name

    def event(self, e: int) -> Words:
        return self._board.case.events[self._board.events[e]].title

    def sentence(self, entry: tuple[int, ...], previous: tuple[int, ...] | None) -> tuple[str, Text] | None:
        """One entry of the chronicle as (code, text); None for entries told with another one."""
        _, code, a, b, c, d = entry
        if code in (codes.LOG_APPOINTED, codes.LOG_JOINED, codes.LOG_JOIN_REFUSED):
            return self._office(code, a, b, previous)
        if code in (
            codes.LOG_SHOWDOWN,
            codes.LOG_APPEALED,
            codes.LOG_FORCE,
            codes.LOG_REMOVED,
            codes.LOG_FAILED,
        ):
            return self._struggle(code, a, b, c, d)
        if code in (codes.LOG_FATE, codes.LOG_DROPPED, codes.LOG_DROP_REFUSED):
            return self._loss(code, a, b, c)
        if code == codes.LOG_BETRAYED:
            return "betrayed", both("tell.plot_betrayed", who=self.who(a), target=self.who(b))
        if code == codes.LOG_DIED:
            return "died", both("tell.died", who=self.who(a), age=b)
        if code == codes.LOG_ENTERED:
            key = {codes.FULL: "entered", codes.CANDIDATE: "candidate", codes.BENCH: "seat_lost"}[b]
            return key, both(f"tell.{key}", who=self.who(a))
        if code == codes.LOG_SHOCK:
            event = self._board.case.events[self._board.events[a]]
            if event.kind == "shock" and len(event.on) > 1:
                return None  # what comes every year is no news
            return "shock", both("tell.shock", title=self.event(a))
        if code == codes.LOG_DECISION:
            return "decision", both("tell.decision", title=self.event(a), who=self.who(b))
        return self._abroad(code, a, b)

    def _office(self, code: int, a: int, b: int, previous: tuple[int, ...] | None) -> tuple[str, Text] | None:
        if code == codes.LOG_APPOINTED:
            if previous is not None and previous[1:4] == (codes.LOG_JOINED, a, b):
                return None
            return "appointed", both("tell.appointed", who=self.who(a), office=self.post(b))
        if code == codes.LOG_JOINED:
            return "joined", both("tell.offices_joined", who=self.who(a), office=self.post(b))
        return "refused", both("tell.join_refused", who=self.who(a), office=self.post(b))

    def _struggle(self, code: int, a: int, b: int, c: int, d: int) -> tuple[str, Text] | None:
        if code == codes.LOG_SHOWDOWN:
            return "showdown", both(
                "tell.showdown", initiator=self.who(a), target=self.who(b), votes_for=c, votes_against=d
            )
        if code == codes.LOG_APPEALED:
            return "appealed", both("tell.appealed_reversed", who=self.who(a))
        if code == codes.LOG_FORCE:
            return "force", both("tell.force_used", winner=self.who(a))
        if code == codes.LOG_REMOVED:
            return "removed", both("tell.showdown_removed", target=self.who(b), candidate=self.who(c))
        return "failed", both("tell.showdown_failed", initiator=self.who(a), target=self.who(b))

    def _loss(self, code: int, a: int, b: int, c: int) -> tuple[str, Text] | None:
        if code == codes.LOG_FATE:
            if c == codes.BY_RESHUFFLE:
                return None
            return "fate", both(f"tell.fate_{FATES[b]}", who=self.who(a))
        if code == codes.LOG_DROPPED:
            return "dropped", both(f"tell.reshuffle_{FATES[c]}", who=self.who(a), leader=self.who(b))
        return "spared", both("tell.reshuffle_refused", who=self.who(a), leader=self.who(b))

    def state(self, x: int) -> Words:
        return list(self._board.case.states.values())[x].name

    def client(self, k: int) -> Words:
        return self._board.case.states[list(self._board.case.clients)[k]].name

    def pole(self, b: int) -> Words:
        return list(self._board.case.poles.values())[b].name

    def _abroad(self, code: int, a: int, b: int) -> tuple[str, Text]:
        if code in (codes.LOG_BREAK, codes.LOG_MENDED):
            key = "broke" if code == codes.LOG_BREAK else "mended"
            return key, both(f"tell.{key}", first=self.pole(a), second=self.pole(b))
        if code == codes.LOG_SIDES:
            if b == codes.NOBODY:
                return "sides", both("tell.sides_with_none", state=self.state(a))
            return "sides", both("tell.sides_with", state=self.state(a), pole=self.pole(b))
        if code == codes.LOG_LEADER_REPLACED:
            return "replaced", both("tell.leader_replaced", state=self.state(a), pole=self.pole(b))
        if code == codes.LOG_UNREST:
            return "unrest", both("tell.unrest", state=self.client(a))
        if code == codes.LOG_TROOPS:
            return "troops", both("tell.troops_sent", state=self.client(a))
        if code == codes.LOG_LEFT_ALONE:
            return "alone", both("tell.lost" if b else "tell.left_alone", state=self.client(a))
        name = list(self._board.case.crises.values())[a].name
        return "crisis", both(f"tell.crisis_{ENDS[b]}", crisis=name)


def chronicle(board: Board, seed: int, history: int) -> list[tuple[int, ...]]:
    """The chronicle of one history: (month, code, and up to four numbers), in order."""
    player = Player(board, seed)
    player.play(history, 1)
    return [
        tuple(int(x) for x in row) for row in player.state["chronicle"][0, : int(player.state["entries"][0])]
    ]


def tell(board: Board, seed: int, history: int) -> Iterator[Sentence]:
    """One history as dated sentences in both languages."""
    teller = _Teller(board)
    entries = chronicle(board, seed, history)
    for k, entry in enumerate(entries):
        told = teller.sentence(entry, entries[k - 1] if k else None)
        if told is not None:
            yield Sentence(board.case.period.day_of(entry[0]).iso, *told)
